package lettermill.reputation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.ledger.outcome.Origin;
import lettermill.ledger.outcome.Span;
import org.jspecify.annotations.Nullable;

/**
 * A domain as the count needs it.
 *
 * @param zone the workspace's, in which its dates begin
 * @param resumedAt when a person last ended a pause; what left before is not held against it
 * @param score its standing by the last count
 */
record Rated(
        WorkspaceId workspace,
        UUID domain,
        ZoneId zone,
        @Nullable Instant resumedAt,
        int score) {

    LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    Span span(LocalDate date) {
        return Span.of(workspace, Origin.domain(domain), date, zone);
    }
}
