package lettermill.jinja;

/** What a name or attribute that doesn't exist turns into. */
public enum UndefinedKind {
    /** Prints nothing, is false and empty; every other use is an {@link UndefinedError}. */
    DEFAULT,
    /** Every use but the {@code defined} test and the {@code default} filter is an {@link UndefinedError}. */
    STRICT,
    /** As {@link #DEFAULT}, and an attribute of it is undefined again instead of an error. */
    CHAINABLE,
    /** As {@link #DEFAULT}, but prints <code>{{ name }}</code>. */
    DEBUG
}
