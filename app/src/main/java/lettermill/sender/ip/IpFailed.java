package lettermill.sender.ip;

import java.time.Instant;
import java.util.UUID;
import lettermill.base.WorkspaceId;

/**
 * Published in the transaction in which an address's name was found wrong for good, so that no mail leaves from it any more.
 *
 * @param ipAddress in digits
 * @param lackingSince since when its name is missing or wrong
 * @param advice what is wrong and what would be right, in words
 */
public record IpFailed(WorkspaceId workspace, UUID ip, String ipAddress, Instant lackingSince, String advice) {}
