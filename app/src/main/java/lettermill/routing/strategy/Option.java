package lettermill.routing.strategy;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A way that may be used, as a strategy sees it.
 *
 * @param domain null for the installation's own address
 * @param weight from 1 on
 * @param health score of the domain, 0 to 100
 */
public record Option(@Nullable UUID domain, UUID provider, int weight, int health) {}
