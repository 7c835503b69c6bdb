package lettermill.workspace;

import java.time.ZoneId;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * A tenant.
 *
 * @param slug its name in addresses, unique in the house
 * @param timezone whose midnight ends its days
 * @param postalAddress what the law wants in every marketing mail
 * @param trackingDomain host of tracking and preference links; null means the server's own
 */
public record Workspace(
        WorkspaceId id,
        String slug,
        String name,
        ZoneId timezone,
        @Nullable String postalAddress,
        @Nullable String trackingDomain) {}
