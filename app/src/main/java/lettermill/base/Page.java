package lettermill.base;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a keyset listing.
 *
 * @param items at most the asked limit, in the listing's order
 * @param next what to pass as {@code after} for the following page; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** The largest page a client may ask for. */
    public static final int MAXIMUM = 500;

    /**
     * Cuts a page from rows that were read with {@code LIMIT limit + 1}.
     *
     * @param key the keyset value of a row, as the client will send it back
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> key) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, key.apply(items.getLast()));
    }

    /**
     * Checks a client's {@code limit}.
     *
     * @throws Problem.Invalid when it is below 1 or above {@link #MAXIMUM}
     */
    public static int limit(int asked) {
        if (asked < 1 || asked > MAXIMUM) {
            throw new Problem.Invalid("limit", asked + " is not a page size", "a number from 1 to " + MAXIMUM);
        }
        return asked;
    }
}
