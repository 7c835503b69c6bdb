package lettermill.routing;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import lettermill.base.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The hours of each day in which mail may leave, by the clock on a wall in that zone, whatever daylight saving does. It may cross
 * midnight.
 *
 * @param start first minute, inclusive
 * @param end last minute, exclusive
 * @param timezone null for the workspace's
 */
public record SendWindow(
        LocalTime start, LocalTime end, @Nullable ZoneId timezone) {

    /** @throws Problem.Invalid when it has no hours */
    public SendWindow validated() {
        if (start == null || end == null || start.equals(end)) {
            throw new Problem.Invalid(
                    "send_window", "has no hours", "start and end as HH:MM, different from each other");
        }
        return this;
    }

    /** Whether it is open, in its own zone or else in {@code zone}. */
    public boolean open(Instant now, ZoneId zone) {
        LocalTime wall = now.atZone(zoneOr(zone)).toLocalTime();
        boolean started = !wall.isBefore(start);
        boolean notEnded = wall.isBefore(end);
        return start.isBefore(end) ? started && notEnded : started || notEnded;
    }

    /** When it opens next; {@code now} while it is open. A start that daylight saving skips comes with the skip. */
    public Instant opens(Instant now, ZoneId zone) {
        if (open(now, zone)) {
            return now;
        }
        ZonedDateTime here = now.atZone(zoneOr(zone));
        ZonedDateTime today = here.toLocalDate().atTime(start).atZone(zoneOr(zone));
        ZonedDateTime next = today.isAfter(here)
                ? today
                : here.toLocalDate().plusDays(1).atTime(start).atZone(zoneOr(zone));
        return next.toInstant();
    }

    /** When it closes next after a moment at which it is open. An end that daylight saving skips comes with the skip. */
    public Instant closes(Instant open, ZoneId zone) {
        ZonedDateTime here = open.atZone(zoneOr(zone));
        ZonedDateTime today = here.toLocalDate().atTime(end).atZone(zoneOr(zone));
        ZonedDateTime next = today.isAfter(here)
                ? today
                : here.toLocalDate().plusDays(1).atTime(end).atZone(zoneOr(zone));
        return next.toInstant();
    }

    private ZoneId zoneOr(ZoneId zone) {
        return timezone == null ? zone : timezone;
    }
}
