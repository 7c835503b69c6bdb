package lettermill.routing.strategy;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A way that may be used, as a strategy sees it.
 *
 * @param domain null for the installation's own address
 * @param ip null for whichever address the machine takes
 * @param shares of mailbox providers in warmings that it counts against
 * @param weight from 1 on
 * @param health score of the domain, 0 to 100
 */
public record Option(
        @Nullable UUID domain, UUID provider, @Nullable UUID ip, List<UUID> shares, int weight, int health) {
    public Option {
        shares = List.copyOf(shares);
    }
}
