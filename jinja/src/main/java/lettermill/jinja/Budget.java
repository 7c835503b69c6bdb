package lettermill.jinja;

import java.time.Duration;

/**
 * What one render may use; {@link BudgetExceeded} beyond it.
 *
 * @param steps statements, loop rounds and calls, plus one for every 16 characters and every element of the
 *     strings and lists made on the way: bounds work and memory
 * @param characters of output, and of any single string made on the way
 * @param depth of macros, includes, blocks and recursive loops inside one another
 * @param time from the start of the render; looked at every 256 steps
 */
public record Budget(long steps, int characters, int depth, Duration time) {
    /** One million steps, 4 million characters, depth 100, 2 seconds: generous for a mail. */
    public static final Budget STANDARD = of(1_000_000, 4_000_000, 100, Duration.ofSeconds(2));

    public Budget {
        if (steps < 1 || characters < 1 || depth < 1 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("every limit of a budget must be positive");
        }
    }

    /** A budget; every limit must be positive. */
    public static Budget of(long steps, int characters, int depth, Duration time) {
        return new Budget(steps, characters, depth, time);
    }
}
