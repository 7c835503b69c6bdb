package lettermill.notification.endpoint;

import lettermill.base.WorkspaceId;

/** Published in the transaction that changed what a workspace's endpoints want. */
record EndpointsChanged(WorkspaceId workspace) {}
