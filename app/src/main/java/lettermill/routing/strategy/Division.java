package lettermill.routing.strategy;

import java.util.Arrays;
import java.util.List;

/**
 * A batch divided by a strategy. Each part costs statements and a wave of its own, so where there are many options a batch takes
 * only some of them, in turn with other batches, and each option still gets its due over all of them.
 */
public final class Division {

    /** Parts of a batch of 500 that still nearly fill a wave each. */
    static final int MOST_PARTS = 10;

    private static final int USUAL_BATCH = 500;
    /** The golden ratio's fraction: draws that are so far apart, on and on, fall evenly. */
    private static final double STEP = (Math.sqrt(5) - 1) / 2;

    private Division() {}

    /**
     * Divides letters among options, as far as there is room.
     *
     * @param options in the order of their priority
     * @param rooms what they may take; reduced by what they get
     * @param seed the same one gives the same division; best the id of the batch's first message
     * @return how many each option gets, in the order of the options
     */
    public static int[] of(Strategy strategy, List<Option> options, Rooms rooms, int letters, long seed) {
        double draw = draw(seed);
        if (options.size() <= MOST_PARTS) {
            return strategy.rule().divide(options, rooms, letters, draw);
        }
        int[] parts = strategy.rule().divide(options, rooms.copy(), Math.min(letters, MOST_PARTS), draw);
        double[] shares = Arrays.stream(parts).asDoubleStream().toArray();
        int[] got = Proportion.divide(options, shares, rooms, letters, draw);
        int left = letters - Arrays.stream(got).sum();
        if (left > 0) {
            int[] more = strategy.rule().divide(options, rooms, left, draw);
            Arrays.setAll(got, i -> got[i] + more[i]);
        }
        return got;
    }

    /** A step on for each batch of the usual size, and for each of one letter. */
    private static double draw(long seed) {
        long number = Math.floorMod(seed, 1L << 40);
        double turns = (number / USUAL_BATCH + number % USUAL_BATCH) * STEP;
        return turns - Math.floor(turns);
    }
}
