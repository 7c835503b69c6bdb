package lettermill.jinja;

/** A render used more than its {@link Budget}. */
public final class BudgetExceeded extends TemplateException {
    private static final long serialVersionUID = 1;

    private final Limit limit;

    /** The parts of a {@link Budget}. */
    public enum Limit {
        STEPS,
        CHARACTERS,
        DEPTH,
        TIME
    }

    /** For the library. */
    public BudgetExceeded(Limit limit, String reason) {
        super(reason);
        this.limit = limit;
    }

    /** Which limit was passed. */
    public Limit limit() {
        return limit;
    }
}
