package lettermill.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns rows into arrays for {@code unnest}: one statement whatever the number of rows. */
public final class Columns {

    private Columns() {}

    public static <T> Long[] longs(Collection<T> rows, Function<T, @Nullable Long> value) {
        return rows.stream().map(value).toArray(Long[]::new);
    }

    public static <T> Integer[] integers(Collection<T> rows, Function<T, Integer> value) {
        return rows.stream().map(value).toArray(Integer[]::new);
    }

    /** Any value by its text; the statement casts the array to what it is. */
    public static <T> String[] texts(Collection<T> rows, Function<T, @Nullable Object> value) {
        return rows.stream()
                .map(row -> {
                    Object object = value.apply(row);
                    return object == null ? null : object.toString();
                })
                .toArray(String[]::new);
    }

    public static java.sql.@Nullable Timestamp time(@Nullable Instant instant) {
        return instant == null ? null : java.sql.Timestamp.from(instant);
    }

    public static @Nullable Instant instant(java.sql.@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
