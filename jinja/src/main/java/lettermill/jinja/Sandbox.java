package lettermill.jinja;

/** Whether templates may change the lists and maps they made; those of the context never change. */
public enum Sandbox {
    /** {@code append}, {@code update} and their like work on lists and maps the template made itself. */
    MUTABLE,
    /** They are refused, as in Jinja2's {@code ImmutableSandboxedEnvironment}. */
    IMMUTABLE
}
