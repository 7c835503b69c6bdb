package lettermill.campaign;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import lettermill.base.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's wishes for its route.
 *
 * @param preferredProviders ids, the first best
 * @param fallbackEnabled whether another provider may be taken where these can't
 */
public record RoutingConfig(
        @Nullable Strategy strategy,
        @Nullable List<UUID> preferredProviders,
        @Nullable Boolean fallbackEnabled) {

    /** How a pool chooses among what it has. */
    public enum Strategy {
        ROUND_ROBIN,
        WEIGHTED,
        PRIORITY,
        HEALTH;

        @JsonCreator
        static Strategy of(String name) {
            return switch (name.strip().toUpperCase(Locale.ROOT)) {
                case "ROUND_ROBIN" -> ROUND_ROBIN;
                case "WEIGHTED" -> WEIGHTED;
                case "PRIORITY", "FAILOVER" -> PRIORITY;
                case "HEALTH", "HEALTH_BASED" -> HEALTH;
                default ->
                    throw new Problem.Invalid(
                            "routing_config.strategy", name + " is none", "ROUND_ROBIN, WEIGHTED, PRIORITY or HEALTH");
            };
        }
    }
}
