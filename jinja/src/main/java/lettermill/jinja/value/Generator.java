package lettermill.jinja.value;

import java.util.Iterator;
import lettermill.jinja.BudgetExceeded;

/**
 * Values made one by one, once: what {@code map}, {@code select} and their like give.
 *
 * @param depth how many generators it asks in turn
 */
public record Generator(String name, Iterator<Object> items, int depth) {
    /** Deeper ones would overflow the stack. */
    private static final int DEEPEST = 200;

    /** A generator called {@code name} that needs no other. */
    public Generator(String name, Iterator<Object> items) {
        this(name, items, 0);
    }

    /** A generator that takes its items from {@code source}. */
    public static Generator over(Object source, Iterator<Object> items) {
        int depth = source instanceof Generator inner ? inner.depth + 1 : 0;
        if (depth > DEEPEST) {
            throw new BudgetExceeded(
                    BudgetExceeded.Limit.DEPTH, "more than " + DEEPEST + " filters that read one another");
        }
        return new Generator("generator", items, depth);
    }

    @Override
    public String toString() {
        return "<" + name + " object>";
    }
}
