package lettermill.jinja.value;

import java.util.AbstractList;
import java.util.RandomAccess;
import lettermill.jinja.BudgetExceeded;
import org.jspecify.annotations.Nullable;

/** Python's tuple: a list that never changes, and prints in parentheses. */
public class Tuple extends AbstractList<Object> implements RandomAccess {
    private static final int DEEPEST_KEY = 200;

    private final Object[] items;
    private int hash;
    private boolean hashable;

    public Tuple(Object... items) {
        this.items = items;
    }

    @Override
    public Object get(int index) {
        return items[index];
    }

    @Override
    public int size() {
        return items.length;
    }

    /** This tuple if it can be a key: a TypeError if it holds a list or map. Kept, with its hash. */
    Tuple hashable() {
        return hashable(0);
    }

    private Tuple hashable(int outer) {
        if (outer > DEEPEST_KEY) {
            throw new BudgetExceeded(BudgetExceeded.Limit.DEPTH, "a key of tuples nested deeper than " + DEEPEST_KEY);
        }
        if (!hashable) {
            Run.work(items.length);
            for (Object item : items) {
                hashable(Values.of(item), outer + 1);
            }
            hashable = true;
            hash = super.hashCode();
        }
        return this;
    }

    private static void hashable(Object part, int outer) {
        if (part instanceof Tuple inner) {
            inner.hashable(outer);
        } else {
            Values.key(part);
        }
    }

    /** Kept, because tuples that share parts would be walked through exponentially often. */
    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = super.hashCode();
        }
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tuple tuple && Comparison.equal(this, tuple);
    }

    /** What {@code groupby} gives: a pair with names. */
    public static final class Group extends Tuple implements Attributes {
        public Group(Object grouper, Object list) {
            super(grouper, list);
        }

        @Override
        public @Nullable Object attribute(Run run, String name) {
            return switch (name) {
                case "grouper" -> get(0);
                case "list" -> get(1);
                default -> null;
            };
        }

        @Override
        public String typeName() {
            return "_GroupTuple";
        }
    }
}
