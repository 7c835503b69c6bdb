package lettermill.routing;

import java.util.List;
import java.util.UUID;
import lettermill.routing.strategy.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * What a mailing asks of its route.
 *
 * @param identityId the identity it must be from; null for any
 * @param fromEmail the address it must be from, where no identity is named; null for the workspace's default
 * @param preferredProviders these first, in this order
 * @param others whether those that are not preferred may be taken, too
 * @param poolId the pool whose members it may take; null for all that the workspace has
 * @param strategy how to choose; null for the pool's, or HEALTH
 * @param name in whose it may leave
 */
public record RouteWish(
        @Nullable UUID identityId,
        @Nullable String fromEmail,
        List<UUID> preferredProviders,
        Others others,
        @Nullable UUID poolId,
        @Nullable Strategy strategy,
        Name name) {

    /** In whose name a mailing may leave. */
    public enum Name {
        /** In the workspace's, or the installation's where the workspace has no domain at all. */
        WORKSPACE,
        /** In the installation's too, after all ways of the workspace. */
        ANY
    }

    /** What the providers that nobody prefers are for. */
    public enum Others {
        FALLBACK,
        NEVER
    }

    public RouteWish {
        preferredProviders = List.copyOf(preferredProviders);
    }

    /** Whether any domain will do: whoever names neither pool nor strategy expects the usual address in From. */
    boolean spreads() {
        return poolId != null || strategy != null;
    }
}
