package lettermill.jinja.syntax;

import lettermill.jinja.TemplateException;
import lettermill.jinja.TemplateSyntaxError;

/**
 * A template's text with every line break as {@code \n}; offsets in tokens and nodes count in it.
 *
 * @param name as given to compile or the loader
 */
public record Source(String name, String text) {
    /** Normalises line breaks, and removes the last one unless it is to be kept. */
    public static Source of(String name, String raw, boolean keepTrailingNewline) {
        String text = raw.indexOf('\r') < 0 ? raw : raw.replace("\r\n", "\n").replace('\r', '\n');
        if (!keepTrailingNewline && text.endsWith("\n")) {
            text = text.substring(0, text.length() - 1);
        }
        return new Source(name, text);
    }

    /** A syntax error at an offset. */
    public TemplateSyntaxError error(String reason, int at) {
        return error(TemplateSyntaxError.Kind.SYNTAX, reason, at);
    }

    /** A compile error at an offset. */
    public TemplateSyntaxError error(TemplateSyntaxError.Kind kind, String reason, int at) {
        return locate(new TemplateSyntaxError(kind, reason), at);
    }

    /** Number of the line an offset is in, from 1. */
    public int line(int at) {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    /** Gives the exception its place, unless it has one. */
    public <E extends TemplateException> E locate(E exception, int at) {
        exception.locate(name, text, at);
        return exception;
    }
}
