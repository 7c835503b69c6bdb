package lettermill.audience.file;

/** How a cell becomes an attribute; a cell that is not of the type refuses its row, an empty one is left out. */
public enum AttributeType {
    STRING,
    /** Decimal point, no grouping. */
    NUMBER,
    /** true/false, yes/no, 1/0. */
    BOOLEAN,
    /** {@code 2026-01-31} or an ISO time. */
    DATE
}
