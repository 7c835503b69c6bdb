package lettermill.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a deferred message is tried again, and when it is given up (RFC 5321 section 4.5.4.1 asks for days of patience). */
final class Backoff {

    static final Duration PATIENCE = Duration.ofDays(3);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4));

    private static final Duration TROUBLE = Duration.ofMinutes(5);

    private Backoff() {}

    /**
     * The pause after an attempt.
     *
     * @param attempts how many there were, from 1 on
     */
    static Duration after(int attempts) {
        return PAUSES.get(Math.clamp(attempts - 1, 0, PAUSES.size() - 1));
    }

    /** The pause after an attempt that told only about the provider: short, so that one that is back has all its mail soon. */
    static Duration afterTrouble(int attempts) {
        Duration pause = after(attempts);
        return pause.compareTo(TROUBLE) < 0 ? pause : TROUBLE;
    }

    static boolean expired(@Nullable Instant firstAttemptAt, Instant now) {
        return firstAttemptAt != null && firstAttemptAt.plus(PATIENCE).isBefore(now);
    }
}
