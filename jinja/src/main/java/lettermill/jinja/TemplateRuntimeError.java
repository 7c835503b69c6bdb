package lettermill.jinja;

/** A render that failed. */
public sealed class TemplateRuntimeError extends TemplateException permits UndefinedError {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** What Jinja2 or Python would have raised. */
    public enum Kind {
        /** {@code TemplateRuntimeError} itself. */
        RUNTIME,
        /** {@code UndefinedError}. */
        UNDEFINED,
        /** {@code TemplateNotFound} and {@code TemplatesNotFound}. */
        NOT_FOUND,
        /** {@code SecurityError}: internals of Python, changes in an immutable sandbox. */
        SECURITY,
        /** {@code FilterArgumentError}. */
        FILTER_ARGUMENT,
        /** {@code TypeError}: an operation the values don't have. */
        TYPE,
        /** {@code ValueError}. */
        VALUE,
        /** {@code IndexError} and {@code KeyError}. */
        LOOKUP,
        /** {@code ZeroDivisionError}. */
        ZERO_DIVISION,
        /** {@code OverflowError}. */
        OVERFLOW,
        /** A registered function, filter or test threw. */
        FUNCTION
    }

    /** For the library. */
    public TemplateRuntimeError(Kind kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    /** What Jinja2 or Python would have raised. */
    public Kind kind() {
        return kind;
    }

    /** For the library: a TypeError. */
    public static TemplateRuntimeError type(String reason) {
        return new TemplateRuntimeError(Kind.TYPE, reason);
    }

    /** For the library: a ValueError. */
    public static TemplateRuntimeError value(String reason) {
        return new TemplateRuntimeError(Kind.VALUE, reason);
    }
}
