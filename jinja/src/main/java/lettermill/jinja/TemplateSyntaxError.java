package lettermill.jinja;

/** A template that can't be compiled; always with template, line and column. */
public final class TemplateSyntaxError extends TemplateException {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** Jinja2's two classes of compile errors. */
    public enum Kind {
        /** The text isn't Jinja: {@code TemplateSyntaxError}. */
        SYNTAX,
        /** The text is Jinja but can't mean anything, as an unknown filter: {@code TemplateAssertionError}. */
        ASSERTION
    }

    /** For the library. */
    public TemplateSyntaxError(Kind kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    /** Which of Jinja2's classes it would be. */
    public Kind kind() {
        return kind;
    }
}
