package lettermill.reputation;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.ledger.outcome.Outcomes;
import lettermill.mailbox.MailboxProvider;

/**
 * A date of a domain's mail, by where it went.
 *
 * @param parts only mailbox providers that got mail
 */
record HealthDay(WorkspaceId workspace, UUID domain, LocalDate date, Map<MailboxProvider, Outcomes> parts) {

    HealthDay {
        parts = Map.copyOf(parts);
    }

    Outcomes outcomes() {
        return parts.values().stream().reduce(Outcomes.NONE, Outcomes::plus);
    }
}
