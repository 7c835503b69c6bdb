package lettermill.routing;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a mailing asks of its route.
 *
 * @param identityId the identity it must be from; null for any
 * @param fromEmail the address it must be from, where no identity is named; null for the workspace's default
 * @param preferredProviders these first, in this order
 * @param others whether those that are not preferred may be taken, too
 */
public record RouteWish(
        @Nullable UUID identityId, @Nullable String fromEmail, List<UUID> preferredProviders, Others others) {

    /** What the providers that nobody prefers are for. */
    public enum Others {
        FALLBACK,
        NEVER
    }

    public RouteWish {
        preferredProviders = List.copyOf(preferredProviders);
    }
}
