package lettermill.ledger.outcome;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import lettermill.base.WorkspaceId;

/** The mail of a domain or an address that left, or was refused for good, from an instant on and before another. */
public record Span(WorkspaceId workspace, Origin origin, Instant from, Instant until) {

    /** A date from midnight to midnight on a wall clock there: 23, 24 or 25 hours. */
    public static Span of(WorkspaceId workspace, Origin origin, LocalDate date, ZoneId zone) {
        return new Span(
                workspace,
                origin,
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /** The same without what left before. */
    public Span since(Instant instant) {
        return instant.isAfter(from) ? new Span(workspace, origin, instant, until) : this;
    }
}
