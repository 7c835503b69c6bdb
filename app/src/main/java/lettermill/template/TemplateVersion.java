package lettermill.template;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A content as it was saved once; never changed afterwards, so a campaign that holds its id mails what was seen.
 *
 * @param number counts from 1 within the template
 * @param text null to have the text part made from the rendered HTML
 */
public record TemplateVersion(
        long id,
        UUID templateId,
        int number,
        String subject,
        String html,
        @Nullable String text,
        @Nullable String preheader,
        List<TemplateVariable> variables,
        EmailTemplateCategory category) {

    public TemplateVersion {
        variables = List.copyOf(variables);
    }

    /** A version of a content that isn't saved, for previews and checks. */
    static TemplateVersion draft(TemplateContent content, EmailTemplateCategory category) {
        return new TemplateVersion(
                0,
                new UUID(0, 0),
                0,
                content.subjectTemplate(),
                content.bodyHtml(),
                content.bodyText(),
                content.previewText(),
                content.variables(),
                category);
    }
}
