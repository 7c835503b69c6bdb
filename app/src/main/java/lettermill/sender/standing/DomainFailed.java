package lettermill.sender.standing;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import lettermill.base.WorkspaceId;

/**
 * Published in the transaction in which a domain's records failed for good, so that it may not send any more.
 *
 * @param lackingSince since when some record is missing or wrong
 * @param wrong the names of such records, each with its verdict
 */
public record DomainFailed(
        WorkspaceId workspace, UUID domain, String host, Instant lackingSince, Map<String, String> wrong) {}
