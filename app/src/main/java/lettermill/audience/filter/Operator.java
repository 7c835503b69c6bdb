package lettermill.audience.filter;

/** What a leaf asks. Texts are compared without regard to case. */
enum Operator {
    EQUALS,
    /** Also true where there is no value. */
    NOT_EQUALS,
    /** The value is a list of texts, at most 1,000. */
    IN,
    NOT_IN,
    CONTAINS,
    STARTS_WITH,
    ENDS_WITH,
    GREATER,
    GREATER_OR_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    /** The value is a date ({@code 2026-01-31}, its first moment in UTC) or an instant. */
    BEFORE,
    AFTER,
    /** The value is a number of days, 1 to 3,650, back from now. */
    WITHIN_DAYS,
    NOT_WITHIN_DAYS,
    EXISTS,
    MISSING
}
