package lettermill.lab.world;

import java.nio.charset.StandardCharsets;

/** Everything that looks like chance in the lab: the same seed and the same words give the same throw, in any order. */
public final class Dice {
    private final long seed;

    public Dice(long seed) {
        this.seed = seed;
    }

    /** A number in [0, 1), evenly spread over all combinations of words. */
    public double roll(String... words) {
        return (hash(words) >>> 11) * 0x1.0p-53;
    }

    /** True for {@code share} (0 to 1) of all combinations of words. */
    public boolean falls(double share, String... words) {
        return roll(words) < share;
    }

    /** A number in [0, bound). */
    public int pick(int bound, String... words) {
        return (int) (roll(words) * bound);
    }

    /** FNV-1a over the words, mixed once more as SplitMix64 does it, so that near words fall far apart. */
    private long hash(String... words) {
        long hash = 0xcbf29ce484222325L ^ seed;
        for (String word : words) {
            for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
                hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
            }
            hash = (hash ^ 0xff) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }
}
