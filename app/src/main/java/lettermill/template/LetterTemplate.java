package lettermill.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import lettermill.jinja.Autoescape;
import lettermill.jinja.Budget;
import lettermill.jinja.Environment;
import lettermill.jinja.Template;
import lettermill.jinja.TemplateException;
import lettermill.jinja.UndefinedKind;
import lettermill.jinja.UnknownNames;
import lettermill.template.RenderingFailure.Part;
import lettermill.template.markup.PlainText;
import lettermill.template.markup.Preheader;
import lettermill.template.markup.TextLayout;
import lettermill.template.markup.TextSource;
import org.jspecify.annotations.Nullable;

/**
 * A version compiled for mailing. Immutable and free for all threads: compiled once a campaign, rendered once a person.
 * HTML is escaped, subject and text are not; a name without a value fails the letter instead of leaving a hole.
 */
public final class LetterTemplate {
    /** A subject is a line; what grows beyond this is a fault of the template. */
    private static final Budget LINE = Budget.of(20_000, 2_000, 20, Duration.ofSeconds(1));

    private static final Budget BODY = Budget.of(1_000_000, 2_000_000, 50, Duration.ofSeconds(2));

    private final Template subject;
    private final Template html;
    private final TextPart text;
    private final @Nullable Template preheader;
    private final List<TemplateVariable> variables;

    /** How the text part comes about. */
    private sealed interface TextPart {}

    /** By its author's hand. */
    private record Written(Template template) implements TextPart {}

    /** Made from the HTML source, once. */
    private record Derived(Template template) implements TextPart {}

    /** Made from the HTML of each letter: slower, for sources whose text can't be told before. */
    private enum FromHtml implements TextPart {
        EACH
    }

    private LetterTemplate(
            Template subject,
            Template html,
            TextPart text,
            @Nullable Template preheader,
            List<TemplateVariable> variables) {
        this.subject = subject;
        this.html = html;
        this.text = text;
        this.preheader = preheader;
        this.variables = variables;
    }

    /**
     * Compiles all parts.
     *
     * @param html the version's HTML source as it is to be mailed, e.g. with tracking laid over it
     * @param customizers add what that source needs, e.g. the filters that sign links
     * @throws RenderingFailure naming the part and the place when a part is no valid Jinja
     */
    @SafeVarargs
    public static LetterTemplate compile(
            TemplateVersion version, String html, Consumer<Environment.Builder>... customizers) {
        Environment plain = environment(Autoescape.NONE, customizers);
        Environment escaped = environment(Autoescape.HTML, customizers);
        String source = version.preheader() == null ? html : Preheader.into(html);
        return new LetterTemplate(
                part(plain, Part.SUBJECT, version.subject()),
                part(escaped, Part.HTML, source),
                textPart(plain, version.text(), html),
                version.preheader() == null ? null : part(plain, Part.PREHEADER, version.preheader()),
                version.variables());
    }

    /** Compiles each part on its own, so that all that is wrong can be said at once. */
    static Map<Part, Template> parts(TemplateVersion version, List<RenderingFailure> failures) {
        Environment plain = environment(Autoescape.NONE);
        Environment escaped = environment(Autoescape.HTML);
        Map<Part, Template> parts = new EnumMap<>(Part.class);
        compile(parts, failures, plain, Part.SUBJECT, version.subject());
        compile(parts, failures, escaped, Part.HTML, version.html());
        compile(parts, failures, plain, Part.TEXT, version.text());
        compile(parts, failures, plain, Part.PREHEADER, version.preheader());
        return parts;
    }

    /**
     * Makes the letter of one person.
     *
     * @param context plain values by name: null, Boolean, numbers, String, List, Map, java.time. A null counts as no
     *     value, so that no letter greets "None"
     * @throws RenderingFailure when a required variable has no value, a name is unknown, or a budget is passed
     */
    public RenderedLetter render(Map<String, ?> context) {
        Map<String, @Nullable Object> values = values(context);
        String line = oneLine(render(subject, Part.SUBJECT, values, LINE));
        if (line.isEmpty()) {
            throw new RenderingFailure(Part.SUBJECT, "the subject is empty");
        }
        if (preheader != null) {
            values.put(Preheader.NAME, oneLine(render(preheader, Part.PREHEADER, values, LINE)));
        }
        String body = render(html, Part.HTML, values, BODY);
        String words = switch (text) {
            case Written written -> render(written.template(), Part.TEXT, values, BODY);
            case Derived derived -> derivedText(derived, values, body);
            case FromHtml.EACH -> PlainText.of(body);
        };
        return new RenderedLetter(line, body, words);
    }

    private static String derivedText(Derived derived, Map<String, @Nullable Object> values, String body) {
        try {
            return TextLayout.of(derived.template().render(values, BODY));
        } catch (TemplateException failed) {
            // The HTML came out well, so the letter can go: its author can't be told of a line nobody wrote.
            return PlainText.of(body);
        }
    }

    private static TextPart textPart(Environment plain, @Nullable String written, String html) {
        if (written != null) {
            return new Written(part(plain, Part.TEXT, written));
        }
        return TextSource.of(html).map(source -> derived(plain, source)).orElse(FromHtml.EACH);
    }

    private static TextPart derived(Environment plain, String source) {
        try {
            return new Derived(plain.compile(Part.TEXT.field(), source));
        } catch (TemplateException notAsText) {
            // Nobody wrote this source, so nobody could mend it: the HTML itself compiles and is read instead.
            return FromHtml.EACH;
        }
    }

    private Map<String, @Nullable Object> values(Map<String, ?> context) {
        Map<String, @Nullable Object> values = HashMap.newHashMap(context.size() + variables.size() + 1);
        context.forEach((name, value) -> {
            if (value != null) {
                values.put(name, value);
            }
        });
        List<String> missing = new ArrayList<>();
        for (TemplateVariable variable : variables) {
            if (!values.containsKey(variable.name())) {
                if (variable.required()) {
                    missing.add(variable.name());
                } else {
                    values.put(variable.name(), variable.valueWhenAbsent());
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new RenderingFailure(Part.VARIABLES, "no value for " + String.join(", ", missing));
        }
        return values;
    }

    private static String render(Template template, Part part, Map<String, @Nullable Object> values, Budget budget) {
        try {
            return template.render(values, budget);
        } catch (TemplateException failed) {
            throw new RenderingFailure(part, failed);
        }
    }

    /** Line breaks in a value must not become header lines (RFC 5322 section 2.2). */
    private static String oneLine(String rendered) {
        StringBuilder line = new StringBuilder(rendered.length());
        for (int i = 0; i < rendered.length(); i++) {
            char c = rendered.charAt(i);
            boolean blank = Character.isISOControl(c) || c == ' ' || c == '\u2028' || c == '\u2029';
            if (!blank) {
                line.append(c);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        return line.toString().strip();
    }

    private static void compile(
            Map<Part, Template> parts,
            List<RenderingFailure> failures,
            Environment environment,
            Part part,
            @Nullable String source) {
        if (source == null) {
            return;
        }
        try {
            parts.put(part, part(environment, part, source));
        } catch (RenderingFailure failure) {
            failures.add(failure);
        }
    }

    private static Template part(Environment environment, Part part, String source) {
        try {
            return environment.compile(part.field(), source);
        } catch (TemplateException invalid) {
            throw new RenderingFailure(part, invalid);
        }
    }

    @SafeVarargs
    private static Environment environment(Autoescape autoescape, Consumer<Environment.Builder>... customizers) {
        Environment.Builder builder = Environment.builder()
                .autoescape(autoescape)
                .undefined(UndefinedKind.STRICT)
                .unknownNames(UnknownNames.REFUSED);
        for (Consumer<Environment.Builder> customizer : customizers) {
            customizer.accept(builder);
        }
        return builder.build();
    }
}
