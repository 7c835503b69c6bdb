package lettermill.sender.standing;

import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.sender.HealthStatus;

/**
 * Published in the transaction that moved a domain to another tier of health.
 *
 * @param score 0 to 100
 * @param words the figures behind it, for a person
 */
public record DomainTierChanged(
        WorkspaceId workspace,
        UUID domain,
        String host,
        HealthStatus before,
        HealthStatus after,
        int score,
        String words) {

    public boolean isDrop() {
        return after.compareTo(before) > 0;
    }
}
