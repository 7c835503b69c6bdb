package lettermill.jinja.value;

/** Python's {@code None}: inside the engine a value of its own, so that Java's null can mean "no value at all". */
public enum None {
    NONE;

    @Override
    public String toString() {
        return "None";
    }
}
