package lettermill.template;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Everything of a template that a version keeps.
 *
 * @param subjectTemplate Jinja, one line
 * @param bodyHtml Jinja in HTML
 * @param bodyText Jinja in plain text; null to have it made from the rendered HTML
 * @param previewText Jinja in plain text: the preheader, which inboxes show behind the subject
 * @param visualDefinition the visual builder's design, for templates of type VISUAL
 */
public record TemplateContent(
        @JsonProperty("subject_template") String subjectTemplate,
        @JsonProperty("body_html") String bodyHtml,
        @JsonProperty("body_text") @Nullable String bodyText,
        @JsonProperty("preview_text") @Nullable String previewText,
        List<TemplateVariable> variables,
        @JsonProperty("visual_definition") @Nullable JsonNode visualDefinition) {

    public TemplateContent {
        variables = List.copyOf(variables);
    }
}
