package lettermill.jinja;

import org.jspecify.annotations.Nullable;

/**
 * Everything that can be wrong with a template or its rendering. {@link #getMessage} tells the whole story in
 * several lines; the parts are there for user interfaces.
 */
public abstract sealed class TemplateException extends RuntimeException
        permits TemplateSyntaxError, TemplateRuntimeError, BudgetExceeded {
    private static final int WIDEST_EXCERPT = 120;

    private final String reason;
    private @Nullable String suggestion;
    private @Nullable String advice;
    private @Nullable String template;
    private int line;
    private int column;
    private String excerpt = "";

    TemplateException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** What is wrong, in Jinja2's words where it has some, without the place. */
    public String reason() {
        return reason;
    }

    /** A name that exists and looks like the misspelt one, or null. */
    public @Nullable String suggestion() {
        return suggestion;
    }

    /** What to write instead, in a sentence for the template's author, or null. */
    public @Nullable String advice() {
        return advice;
    }

    /** Name of the template, or null if the place isn't known. */
    public @Nullable String template() {
        return template;
    }

    /** Line, from 1; 0 if the place isn't known. */
    public int line() {
        return line;
    }

    /** Column in UTF-16 units, from 1; 0 if the place isn't known. */
    public int column() {
        return column;
    }

    /** The line and below it a caret under the place; empty if the place isn't known. */
    public String excerpt() {
        return excerpt;
    }

    @Override
    public String getMessage() {
        StringBuilder message = new StringBuilder(reason);
        if (suggestion != null) {
            message.append(" (did you mean `").append(suggestion).append("`?)");
        }
        if (template != null) {
            message.append("\n  in template '")
                    .append(template)
                    .append("', line ")
                    .append(line);
            message.append(", column ").append(column).append('\n').append(excerpt);
        }
        if (advice != null) {
            message.append("\n  ").append(advice);
        }
        return message.toString();
    }

    /** For the library: adds a name that was probably meant. */
    public void suggest(@Nullable String name) {
        if (suggestion == null) {
            suggestion = name;
        }
    }

    /** For the library: adds what to write instead. */
    public void advise(@Nullable String sentence) {
        if (advice == null) {
            advice = sentence;
        }
    }

    /** For the library: sets the place unless it is known already. */
    public void locate(String templateName, String source, int offset) {
        if (template != null) {
            return;
        }
        template = templateName;
        int at = Math.min(offset, source.length());
        int start = source.lastIndexOf('\n', at - 1) + 1;
        int end = source.indexOf('\n', at);
        line = 1 + (int) source.substring(0, at).chars().filter(c -> c == '\n').count();
        column = at - start + 1;
        int from = Math.max(start, at - WIDEST_EXCERPT / 2);
        int to = Math.min(end < 0 ? source.length() : end, from + WIDEST_EXCERPT);
        excerpt = "    " + source.substring(from, to) + "\n    " + " ".repeat(at - from) + "^";
    }
}
