package lettermill.campaign;

import java.util.List;
import java.util.UUID;
import lettermill.routing.strategy.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's wishes for its route.
 *
 * @param strategy how to choose among the ways; the pool's unless given
 * @param preferredProviders ids, the first best
 * @param fallbackEnabled whether another provider may be taken where these can't
 */
public record RoutingConfig(
        @Nullable Strategy strategy,
        @Nullable List<UUID> preferredProviders,
        @Nullable Boolean fallbackEnabled) {}
