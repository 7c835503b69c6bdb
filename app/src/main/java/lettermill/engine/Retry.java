package lettermill.engine;

import java.time.Duration;
import java.util.Optional;
import lettermill.base.Problem;

/** The retry policy STANDARD: 1 s, then twice as long each time up to a minute, ten attempts in all. */
final class Retry {

    private static final int ATTEMPTS = 10;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Retry() {}

    /** How long to wait after the given attempt failed; empty when another try is of no use. */
    static Optional<Duration> after(int attempt, Throwable cause) {
        boolean heals = !(cause instanceof Problem) || cause instanceof Problem.Unavailable;
        if (!heals || attempt >= ATTEMPTS) {
            return Optional.empty();
        }
        Duration delay = Duration.ofSeconds(1L << Math.min(attempt - 1, 6));
        return Optional.of(delay.compareTo(LONGEST) > 0 ? LONGEST : delay);
    }
}
