package lettermill.provider;

import java.time.Instant;
import java.util.UUID;
import lettermill.base.WorkspaceId;

/**
 * Published in the transaction that opened a provider's breaker; not again until it has been closed. Of the installation's own
 * provider nothing is published: it is no workspace's.
 *
 * @param error its words or the fault
 * @param faults waves in a row that it failed
 * @param retryAt when one wave may try it again
 */
public record ProviderFailing(
        WorkspaceId workspace, UUID provider, String name, String error, int faults, Instant retryAt) {}
