package lettermill.template;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes template versions for tests: only what matters is said. */
final class Draft {
    private String subject = "Hello";
    private String html = "<p>Hello</p>";
    private @Nullable String text;
    private @Nullable String preview;
    private EmailTemplateCategory category = EmailTemplateCategory.MARKETING;
    private final List<TemplateVariable> variables = new ArrayList<>();

    Draft subject(String jinja) {
        subject = jinja;
        return this;
    }

    Draft html(String jinja) {
        html = jinja;
        return this;
    }

    Draft text(String jinja) {
        text = jinja;
        return this;
    }

    Draft preview(String jinja) {
        preview = jinja;
        return this;
    }

    Draft category(EmailTemplateCategory about) {
        category = about;
        return this;
    }

    Draft variable(TemplateVariable variable) {
        variables.add(variable);
        return this;
    }

    TemplateVersion version() {
        return new TemplateVersion(1, new UUID(0, 1), 1, subject, html, text, preview, variables, category);
    }

    LetterTemplate compile() {
        return LetterTemplate.compile(version(), html);
    }
}
