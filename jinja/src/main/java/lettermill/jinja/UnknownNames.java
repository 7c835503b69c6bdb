package lettermill.jinja;

/** When a filter or test that doesn't exist is refused. */
public enum UnknownNames {
    /** As Jinja2 does it: while compiling, but inside {@code if} only when it is reached. */
    LENIENT_IN_CONDITIONS,
    /** Always while compiling: what a template editor wants. */
    REFUSED
}
