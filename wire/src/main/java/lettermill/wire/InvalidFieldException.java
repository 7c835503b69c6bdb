package lettermill.wire;

/** A value that may not travel: names the field and what would be right. Thrown by the records' constructors. */
public final class InvalidFieldException extends IllegalArgumentException {
    private final String field;

    public InvalidFieldException(String field, String reason) {
        super(field + " " + reason);
        this.field = field;
    }

    public String field() {
        return field;
    }

    static void require(boolean valid, String field, String reason) {
        if (!valid) {
            throw new InvalidFieldException(field, reason);
        }
    }
}
