package lettermill.template;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import lettermill.base.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A template as a client writes it. Only {@code name}, {@code subject_template} and {@code body_html} must be there.
 *
 * @param slug made from the name when absent
 * @param category GENERAL when absent
 * @param templateType CODE when absent
 * @param isActive true when absent
 */
record TemplateRequest(
        @Nullable String name,
        @Nullable String slug,
        @Nullable EmailTemplateCategory category,
        @Nullable EmailTemplateType templateType,
        @Nullable String subjectTemplate,
        @Nullable String bodyHtml,
        @Nullable String bodyText,
        @Nullable String previewText,
        @Nullable List<Variable> variables,
        @Nullable JsonNode visualDefinition,
        @JsonProperty("is_active") @Nullable Boolean isActive) {

    private static final int NAME_LENGTH = 200;
    /** A header line of RFC 5322 has at most 998 characters; what a template expands to is checked when it is mailed. */
    private static final int SUBJECT_LENGTH = 998;

    private static final int PREVIEW_LENGTH = 2_000;
    private static final int BODY_LENGTH = 1_000_000;
    private static final int DESIGN_LENGTH = 2_000_000;
    private static final int VARIABLES = 200;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

    /**
     * A variable as a client declares it.
     *
     * @param type STRING when absent
     * @param required false when there is a default, else true, when absent
     */
    record Variable(
            @Nullable String name,
            TemplateVariable.@Nullable Type type,
            @Nullable Boolean required,
            @JsonProperty("default") @Nullable Object defaultValue,
            @Nullable String description) {

        static Variable of(TemplateVariable variable) {
            return new Variable(
                    variable.name(),
                    variable.type(),
                    variable.required(),
                    variable.defaultValue(),
                    variable.description());
        }
    }

    /** The request that would leave a template as it is: what a PATCH is laid over. */
    static TemplateRequest of(EmailTemplate template) {
        TemplateContent content = template.content();
        return new TemplateRequest(
                template.name(),
                template.slug(),
                template.category(),
                template.templateType(),
                content.subjectTemplate(),
                content.bodyHtml(),
                content.bodyText(),
                content.previewText(),
                content.variables().stream().map(Variable::of).toList(),
                content.visualDefinition(),
                template.isActive());
    }

    /** The content alone, where no name is needed. Refuses what can't be stored; whether it compiles is asked later. */
    TemplateContent content() {
        List<Problem.Field> wrong = new ArrayList<>();
        TemplateContent content = content(wrong);
        refuse(wrong);
        return content;
    }

    /** Checks every field and says at once all that is wrong. */
    Checked checked() {
        List<Problem.Field> wrong = new ArrayList<>();
        String title = required("name", name, NAME_LENGTH, wrong);
        String path = slug == null ? slugOf(title) : slug;
        if (path.length() > NAME_LENGTH || !SLUG.matcher(path).matches()) {
            wrong.add(new Problem.Field("slug", "is no slug", "lower-case letters, digits and single hyphens"));
        }
        TemplateContent content = content(wrong);
        refuse(wrong);
        return new Checked(
                title,
                path,
                categoryOrDefault(),
                templateType == null ? EmailTemplateType.CODE : templateType,
                isActive == null || isActive,
                content);
    }

    EmailTemplateCategory categoryOrDefault() {
        return category == null ? EmailTemplateCategory.GENERAL : category;
    }

    /** A request with nothing left open. */
    record Checked(
            String name,
            String slug,
            EmailTemplateCategory category,
            EmailTemplateType templateType,
            boolean isActive,
            TemplateContent content) {}

    private TemplateContent content(List<Problem.Field> wrong) {
        String subject = required("subject_template", subjectTemplate, SUBJECT_LENGTH, wrong);
        if (subject.chars().anyMatch(Character::isISOControl)) {
            wrong.add(
                    new Problem.Field("subject_template", "has a line break or another control character", "one line"));
        }
        String html = required("body_html", bodyHtml, BODY_LENGTH, wrong);
        tooLong("body_text", bodyText, BODY_LENGTH, wrong);
        tooLong("preview_text", previewText, PREVIEW_LENGTH, wrong);
        if (visualDefinition != null) {
            tooLong("visual_definition", visualDefinition.toString(), DESIGN_LENGTH, wrong);
        }
        JsonNode design = visualDefinition == null || visualDefinition.isNull() ? null : visualDefinition;
        return new TemplateContent(
                subject, html, blankIsNull(bodyText), blankIsNull(previewText), declared(wrong), design);
    }

    private List<TemplateVariable> declared(List<Problem.Field> wrong) {
        List<Variable> asked = variables == null ? List.of() : variables;
        if (asked.size() > VARIABLES) {
            wrong.add(new Problem.Field("variables", "are " + asked.size(), "at most " + VARIABLES));
            return List.of();
        }
        Set<String> names = new HashSet<>();
        List<TemplateVariable> declared = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Variable variable = asked.get(i);
            String field = "variables[" + i + "]";
            String variableName = variable.name() == null ? "" : variable.name();
            if (!IDENTIFIER.matcher(variableName).matches()) {
                wrong.add(new Problem.Field(
                        field + ".name", "is no name", "letters, digits and underscores, no digit first"));
            } else if (!names.add(variableName)) {
                wrong.add(new Problem.Field(field + ".name", variableName + " is declared twice", "each name once"));
            } else if (SystemNames.reserved(variableName)) {
                wrong.add(new Problem.Field(field + ".name", variableName + " is given by the system", "another name"));
            }
            tooLong(field + ".description", variable.description(), PREVIEW_LENGTH, wrong);
            declared.add(new TemplateVariable(
                    variableName,
                    variable.type() == null ? TemplateVariable.Type.STRING : variable.type(),
                    variable.required() == null ? variable.defaultValue() == null : variable.required(),
                    variable.defaultValue(),
                    variable.description()));
        }
        return declared;
    }

    private static String required(String field, @Nullable String value, int longest, List<Problem.Field> wrong) {
        if (value == null || value.isBlank()) {
            wrong.add(new Problem.Field(field, "is missing", "a text of 1 to " + longest + " characters"));
            return "";
        }
        tooLong(field, value, longest, wrong);
        return value;
    }

    private static void tooLong(String field, @Nullable String value, int longest, List<Problem.Field> wrong) {
        if (value != null && value.length() > longest) {
            wrong.add(new Problem.Field(field, "has " + value.length() + " characters", "at most " + longest));
        }
    }

    private static void refuse(List<Problem.Field> wrong) {
        if (!wrong.isEmpty()) {
            throw new Problem.Invalid(wrong);
        }
    }

    private static @Nullable String blankIsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** "Été, c'est fini!" becomes "ete-c-est-fini"; a name without a Latin letter becomes "template". */
    static String slugOf(String name) {
        String slug = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return slug.isEmpty() ? "template" : slug;
    }
}
