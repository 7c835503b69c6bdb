package lettermill.sender.standing;

import java.util.UUID;
import lettermill.base.WorkspaceId;

/** Published in the transaction in which a person resumed a domain. */
public record DomainResumed(WorkspaceId workspace, UUID domain, String note) {}
