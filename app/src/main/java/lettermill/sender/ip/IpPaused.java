package lettermill.sender.ip;

import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.sender.standing.PauseCause;

/**
 * Published in the transaction that paused an address.
 *
 * @param ipAddress in digits
 * @param actor who did it: a person, or the name of what watches over addresses
 * @param reason in words, with the numbers where numbers led to it
 */
public record IpPaused(
        WorkspaceId workspace, UUID ip, String ipAddress, PauseCause cause, String actor, String reason) {}
