package lettermill.jinja;

/** What happens to a value that isn't a {@link SafeString} when it is printed. */
public enum Autoescape {
    /** Printed as it is: for subjects and plain text. */
    NONE,
    /** The characters {@code & < > ' "} become entities: for HTML bodies. */
    HTML
}
