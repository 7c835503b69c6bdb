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
 */
public record RouteWish(@Nullable UUID identityId, @Nullable String fromEmail, List<UUID> preferredProviders) {
    public RouteWish {
        preferredProviders = List.copyOf(preferredProviders);
    }
}
