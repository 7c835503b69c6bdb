package lettermill.notification.endpoint;

import java.util.UUID;
import lettermill.base.WorkspaceId;

/**
 * Published in the transaction that ended an endpoint which wanted no more, or failed for too long.
 *
 * @param reason in words
 */
public record EndpointDisabled(WorkspaceId workspace, UUID endpoint, String url, String reason) {}
