package lettermill.sender.standing;

import java.util.UUID;
import lettermill.base.WorkspaceId;

/**
 * Published in the transaction that paused a domain.
 *
 * @param actor who did it: a person, or the name of what watches over domains
 * @param reason in words, with the numbers where numbers led to it
 */
public record DomainPaused(
        WorkspaceId workspace, UUID domain, String host, PauseCause cause, String actor, String reason) {}
