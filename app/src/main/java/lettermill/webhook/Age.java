package lettermill.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import lettermill.base.Problem;
import org.jspecify.annotations.Nullable;

/** How old a signed time may be: a captured callback must not be of use for ever. */
public final class Age {

    /** Clocks differ. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private Age() {}

    /** @throws Problem.Unauthenticated when the time is unreadable, older than the window, or ahead of us */
    public static void require(@Nullable Instant signedAt, Instant now, Duration window) {
        if (signedAt == null || signedAt.isBefore(now.minus(window)) || signedAt.isAfter(now.plus(AHEAD))) {
            throw new Problem.Unauthenticated("The callback's time is not within " + window + " of ours.");
        }
    }

    /** Whole seconds since 1970; null when it is no such number. */
    public static @Nullable Instant epoch(String text) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(text));
        } catch (NumberFormatException | DateTimeException wrong) {
            return null;
        }
    }
}
