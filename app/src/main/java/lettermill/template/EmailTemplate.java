package lettermill.template;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.UUID;

/**
 * A template as it stands now: its name and the content of its newest version.
 *
 * @param slug unique in the workspace
 * @param isActive whether campaigns may take it
 * @param version number of the newest version, from 1
 */
public record EmailTemplate(
        UUID id,
        String name,
        String slug,
        EmailTemplateCategory category,
        EmailTemplateType templateType,
        @JsonProperty("is_active") boolean isActive,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @JsonUnwrapped TemplateContent content) {

    /** A row of the listing: without the bodies, which may weigh 100 KB each. */
    public record Summary(
            UUID id,
            String name,
            String slug,
            EmailTemplateCategory category,
            EmailTemplateType templateType,
            @JsonProperty("is_active") boolean isActive,
            int version,
            String subjectTemplate,
            Instant createdAt,
            Instant updatedAt) {}
}
