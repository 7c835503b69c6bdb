package lettermill.jinja.value;

import java.util.AbstractList;
import java.util.RandomAccess;

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
    public static @org.jspecify.annotations.Nullable Range of(long start, long stop, long step) {
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

    @Override
    public String toString() {
        return "range(" + start + ", " + stop + (step == 1 ? "" : ", " + step) + ")";
    }
}
