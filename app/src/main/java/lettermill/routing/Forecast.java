package lettermill.routing;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a number of mails would be through, by the caps on speed and days and the hours in which they may leave.
 *
 * @param perSecond how many leave in a second at most
 * @param roomToday how many more may leave on the present date
 * @param perDay how many may leave on each later date; {@link Integer#MAX_VALUE} for no cap
 * @param window the hours of a day; null for all of them
 * @param timezone whose dates count
 */
public record Forecast(
        double perSecond,
        int roomToday,
        int perDay,
        @Nullable SendWindow window,
        ZoneId timezone) {

    /** Nobody plans further, and a cap of zero would never end. */
    private static final int MOST_STEPS = 20_000;

    /** When the last of {@code mails} leaves, starting now; empty when that isn't within years. */
    public Optional<Instant> finish(Instant now, long mails) {
        Instant at = now;
        long left = mails;
        long room = roomToday;
        for (int step = 0; step < MOST_STEPS; step++) {
            Instant midnight = at.atZone(timezone)
                    .toLocalDate()
                    .plusDays(1)
                    .atStartOfDay(timezone)
                    .toInstant();
            Instant from = window == null ? at : window.opens(at, timezone);
            Instant until = window == null ? midnight : earlier(window.closes(from, timezone), midnight);
            if (from.isBefore(midnight)) {
                long leaving = Math.min(
                        room, (long) Math.floor((until.toEpochMilli() - from.toEpochMilli()) / 1e3 * perSecond));
                if (left <= leaving) {
                    return Optional.of(from.plusMillis((long) Math.ceil(left / perSecond * 1e3)));
                }
                left -= leaving;
                room -= leaving;
            }
            boolean dayOver = room == 0 || !from.isBefore(midnight) || until.equals(midnight);
            at = dayOver ? midnight : until;
            room = dayOver ? perDay : room;
        }
        return Optional.empty();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
