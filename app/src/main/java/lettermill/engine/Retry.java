package lettermill.engine;

import java.time.Duration;
import java.util.Optional;
import lettermill.base.Problem;

/** The retry policy STANDARD: 1 s, then twice as long each time up to a minute, ten attempts in all. */
public final class Retry {

    public static final int ATTEMPTS = 10;
    public static final Duration FIRST = Duration.ofSeconds(1);
    public static final Duration LONGEST = Duration.ofMinutes(1);
    public static final int FACTOR = 2;
    private static final int ENOUGH_DOUBLINGS = 6;

    private Retry() {}

    /** Whether another try can help: what is wrong with the request itself stays wrong. */
    public static boolean heals(Throwable cause) {
        return !(cause instanceof Problem) || cause instanceof Problem.Unavailable;
    }

    /** How long to wait after the given attempt failed; empty when another try is of no use. */
    static Optional<Duration> after(int attempt, Throwable cause) {
        if (!heals(cause) || attempt >= ATTEMPTS) {
            return Optional.empty();
        }
        Duration delay = FIRST;
        for (int doubling = 0; doubling < Math.min(attempt - 1, ENOUGH_DOUBLINGS); doubling++) {
            delay = delay.multipliedBy(FACTOR);
        }
        return Optional.of(delay.compareTo(LONGEST) > 0 ? LONGEST : delay);
    }
}
