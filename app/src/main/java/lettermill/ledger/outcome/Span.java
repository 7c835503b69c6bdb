package lettermill.ledger.outcome;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import lettermill.base.WorkspaceId;

/** A domain's mail that left, or was refused for good, from an instant on and before another. */
public record Span(WorkspaceId workspace, UUID domain, Instant from, Instant until) {

    /** A date from midnight to midnight on a wall clock there: 23, 24 or 25 hours. */
    public static Span of(WorkspaceId workspace, UUID domain, LocalDate date, ZoneId zone) {
        return new Span(
                workspace,
                domain,
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /** The same without what left before. */
    public Span since(Instant instant) {
        return instant.isAfter(from) ? new Span(workspace, domain, instant, until) : this;
    }
}
