package lettermill.routing.strategy;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;
import lettermill.base.Problem;

/** How to choose among the ways that may be used. */
public enum Strategy {
    /** Each gets as much as the next. */
    ROUND_ROBIN(new RoundRobin()),
    /** Each gets its weight's part. */
    WEIGHTED(new Weighted()),
    /** The first one that has room gets all. */
    PRIORITY(new ByPriority()),
    /** Domains in good health get most, each by its first provider that has room. */
    HEALTH(new ByHealth());

    private final RoutingStrategy rule;

    Strategy(RoutingStrategy rule) {
        this.rule = rule;
    }

    RoutingStrategy rule() {
        return rule;
    }

    /** By name, in any case; {@code failover} and {@code health_based} are other names of PRIORITY and HEALTH. */
    @JsonCreator
    public static Strategy of(String name) {
        return switch (name.strip().toUpperCase(Locale.ROOT)) {
            case "ROUND_ROBIN" -> ROUND_ROBIN;
            case "WEIGHTED" -> WEIGHTED;
            case "PRIORITY", "FAILOVER" -> PRIORITY;
            case "HEALTH", "HEALTH_BASED" -> HEALTH;
            default ->
                throw new Problem.Invalid("strategy", name + " is none", "ROUND_ROBIN, WEIGHTED, PRIORITY or HEALTH");
        };
    }
}
