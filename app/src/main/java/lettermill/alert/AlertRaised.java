package lettermill.alert;

import java.time.Instant;
import java.util.Map;
import lettermill.base.WorkspaceId;

/**
 * Published in the transaction that raised an alert; not again for the same thing on the same day.
 *
 * @param title what happened, in a line
 * @param details the numbers, as JSON: texts, numbers and maps of them by names in snake case
 */
public record AlertRaised(
        WorkspaceId workspace,
        long alert,
        AlertKind kind,
        String title,
        Map<String, Object> details,
        Instant raisedAt) {
    public AlertRaised {
        details = Map.copyOf(details);
    }
}
