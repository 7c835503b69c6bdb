package lettermill.sender.standing;

import java.time.Instant;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.sender.HealthStatus;

/**
 * What a domain's mail comes to.
 *
 * @param score 0 to 100
 * @param words the figures behind it, for a person
 * @param asOf when it was counted; whoever resumed the domain after that knew better
 */
public record DomainRating(
        WorkspaceId workspace, UUID domain, int score, HealthStatus status, String words, Instant asOf) {}
