package lettermill.routing.strategy;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A way that may be used, as a strategy sees it.
 *
 * @param domain null for the installation's own address
 * @param ip null for whichever address the machine takes
 * @param weight from 1 on
 * @param health score of the domain, 0 to 100
 */
public record Option(
        @Nullable UUID domain, UUID provider, @Nullable UUID ip, int weight, int health) {}
