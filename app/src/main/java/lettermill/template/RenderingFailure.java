package lettermill.template;

import lettermill.base.Problem;
import lettermill.jinja.TemplateException;
import org.jspecify.annotations.Nullable;

/** A template that can't be compiled, or can't be rendered for a person: that letter must not go out. */
public final class RenderingFailure extends RuntimeException {
    private final Part part;
    private final int line;
    private final int column;
    private final @Nullable String suggestion;
    private final @Nullable String advice;

    /** Which part of the template it is about, with the field it is written in. */
    public enum Part {
        SUBJECT("subject_template"),
        PREHEADER("preview_text"),
        HTML("body_html"),
        TEXT("body_text"),
        VARIABLES("variables");

        private final String field;

        Part(String field) {
            this.field = field;
        }

        public String field() {
            return field;
        }
    }

    RenderingFailure(Part part, String reason) {
        super(reason, null, false, false);
        this.part = part;
        this.line = 0;
        this.column = 0;
        this.suggestion = null;
        this.advice = null;
    }

    RenderingFailure(Part part, TemplateException cause) {
        super(cause.reason(), cause, false, false);
        this.part = part;
        this.line = cause.line();
        this.column = cause.column();
        this.suggestion = cause.suggestion();
        this.advice = cause.advice();
    }

    public Part part() {
        return part;
    }

    /** From 1; 0 when the place isn't known. */
    public int line() {
        return line;
    }

    /** From 1; 0 when the place isn't known. */
    public int column() {
        return column;
    }

    /** A name that exists and looks like the misspelt one. */
    public @Nullable String suggestion() {
        return suggestion;
    }

    /** Where it is and what is wrong: "line 3, column 7: 'nmae' is undefined". */
    public String wrong() {
        return line == 0 ? String.valueOf(getMessage()) : "line " + line + ", column " + column + ": " + getMessage();
    }

    /** What would be right, as far as it is known. */
    public String right() {
        if (suggestion != null) {
            return "did you mean " + suggestion + "?";
        }
        if (advice != null) {
            return advice;
        }
        return part == Part.VARIABLES ? "a value in the context, or a default in the declaration" : "valid Jinja2";
    }

    /** The whole story in a line: "body_html, line 3, column 7: 'nmae' is undefined (did you mean name?)". */
    public String describe() {
        return part.field()
                + (line == 0 ? ": " : ", ")
                + wrong()
                + (suggestion == null && advice == null ? "" : " (" + right() + ")");
    }

    Problem.Field asField() {
        return new Problem.Field(part.field(), wrong(), right());
    }
}
