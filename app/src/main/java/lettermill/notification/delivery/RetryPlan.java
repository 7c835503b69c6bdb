package lettermill.notification.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a failed delivery is tried again: after 10 s, then each time three times as long up to 12 hours, give or take a quarter, so that an
 * endpoint that comes back is not met by all at once; the last attempt is three days after the first could be.
 */
final class RetryPlan {

    /** How long a delivery is tried for. */
    static final Duration LONGEST = Duration.ofDays(3);

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration WIDEST = Duration.ofHours(12);
    private static final int FACTOR = 3;
    private static final int ENOUGH_STEPS = 9;
    private static final double SPREAD = 0.25;

    private RetryPlan() {}

    /**
     * The time of the next attempt; empty when the last was made.
     *
     * @param attempts how many were made, 1 or more
     * @param retryAfter what the receiver asked for; null where it did not
     */
    static Optional<Instant> next(
            Instant now, int attempts, Instant giveUpAt, @Nullable Duration retryAfter, RandomGenerator random) {
        if (!now.isBefore(giveUpAt)) {
            return Optional.empty();
        }
        double exact = FIRST.toMillis() * Math.pow(FACTOR, Math.min(attempts - 1, ENOUGH_STEPS));
        double capped = Math.min(exact, WIDEST.toMillis());
        Duration wait = Duration.ofMillis((long) (capped * (1 - SPREAD + 2 * SPREAD * random.nextDouble())));
        Duration asked = retryAfter == null ? Duration.ZERO : retryAfter;
        Instant next = now.plus(wait.compareTo(asked) < 0 ? asked : wait);
        return Optional.of(next.isAfter(giveUpAt) ? giveUpAt : next);
    }
}
