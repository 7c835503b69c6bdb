package lettermill.jinja.syntax;

import org.jspecify.annotations.Nullable;

/** Guesses which name was meant. */
public final class Spelling {
    private static final int LONGEST_NAME = 60;

    private Spelling() {}

    /** The candidate with the fewest typing errors from {@code name}, at most a third of its length; or null. */
    public static @Nullable String nearest(String name, Iterable<String> candidates) {
        if (name.length() > LONGEST_NAME) {
            return null;
        }
        String best = null;
        int fewest = Math.max(1, name.length() / 3) + 1;
        for (String candidate : candidates) {
            if (candidate.length() > LONGEST_NAME || Math.abs(candidate.length() - name.length()) >= fewest) {
                continue;
            }
            int errors = distance(name, candidate);
            if (errors < fewest && errors > 0) {
                fewest = errors;
                best = candidate;
            }
        }
        return best;
    }

    /** Insertions, deletions, replacements and swaps of neighbours. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
