package lettermill.sender.ip;

import java.util.UUID;
import lettermill.base.WorkspaceId;

/** Published in the transaction in which a person resumed an address. */
public record IpResumed(WorkspaceId workspace, UUID ip, String note) {}
