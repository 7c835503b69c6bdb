package lettermill.jinja;

/** Something that doesn't exist was used; often with a {@link #suggestion}. */
public final class UndefinedError extends TemplateRuntimeError {
    private static final long serialVersionUID = 1;

    /** For the library. */
    public UndefinedError(String reason) {
        super(Kind.UNDEFINED, reason);
    }
}
