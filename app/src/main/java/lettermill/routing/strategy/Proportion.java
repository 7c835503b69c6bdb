package lettermill.routing.strategy;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides letters in proportion to shares by systematic sampling: a comb with equal gaps, set down at a drawn place, falls on each
 * option as often as its share says, give or take one. So a batch of any size is fair, and many batches of one are, too.
 */
final class Proportion {

    private Proportion() {}

    /**
     * Divides letters; what an option has no room for goes to the others, in proportion again. A room that several share and that is
     * shorter than the batch is divided like the batch.
     */
    static int[] divide(List<Option> options, double[] shares, Rooms rooms, int letters, double draw) {
        int[] got = new int[options.size()];
        int left = letters;
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] > 0 && rooms.of(options.get(i)) > 0) {
                open.add(i);
            }
        }
        while (left > 0 && !open.isEmpty()) {
            int[] wanted = comb(open, shares, fitting(open, options, rooms.copy(), left), draw);
            for (int k = 0; k < wanted.length; k++) {
                int option = open.get(k);
                int taken = rooms.take(options.get(option), wanted[k]);
                got[option] += taken;
                left -= taken;
            }
            open.removeIf(option -> rooms.of(options.get(option)) == 0);
        }
        return got;
    }

    /** How many of the letters find room, one option after the other. */
    private static int fitting(List<Integer> open, List<Option> options, Rooms rooms, int letters) {
        int fitting = 0;
        for (int option : open) {
            fitting += rooms.take(options.get(option), letters - fitting);
        }
        return fitting;
    }

    private static int[] comb(List<Integer> open, double[] shares, int letters, double draw) {
        double total = open.stream().mapToDouble(option -> shares[option]).sum();
        int[] counts = new int[open.size()];
        double until = 0;
        int placed = 0;
        for (int k = 0; k < counts.length; k++) {
            until += shares[open.get(k)] / total * letters;
            // Teeth stand at draw, draw + 1 and so on: so many are below the end of this option's part.
            int below = k == counts.length - 1 ? letters : Math.clamp((long) Math.ceil(until - draw), placed, letters);
            counts[k] = below - placed;
            placed = below;
        }
        return counts;
    }
}
