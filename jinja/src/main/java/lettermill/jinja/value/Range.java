package lettermill.jinja.value;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** Python's range: numbers that take no memory. */
public final class Range extends AbstractList<Object> implements RandomAccess {
    private final long start;
    private final long stop;
    private final long step;
    private final int size;

    private Range(long start, long stop, long step, int size) {
        this.start = start;
        this.stop = stop;
        this.step = step;
        this.size = size;
    }

    /** A range of at most 2^31 numbers, or null if it would have more; {@code step} isn't 0. */
    public static @Nullable Range of(long start, long stop, long step) {
        double length = Math.ceil(((double) stop - start) / step);
        if (length > Integer.MAX_VALUE) {
            return null;
        }
        return new Range(start, stop, step, (int) Math.max(0, length));
    }

    /** The numbers at the indices of another range. */
    public Range slice(Range indices) {
        return new Range(start + indices.start * step, start + indices.stop * step, step * indices.step, indices.size);
    }

    @Override
    public Object get(int index) {
        return start + index * step;
    }

    @Override
    public int size() {
        return size;
    }

    /** Equal if it has the same numbers, which takes no counting. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Range range
                && size == range.size
                && (size == 0 || start == range.start && (size == 1 || step == range.step));
    }

    @Override
    public int hashCode() {
        return size == 0 ? 0 : Objects.hash(size, start, size == 1 ? 0 : step);
    }

    @Override
    public String toString() {
        return "range(" + start + ", " + stop + (step == 1 ? "" : ", " + step) + ")";
    }
}
