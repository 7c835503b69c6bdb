package lettermill.alert;

import java.util.Map;
import lettermill.base.WorkspaceId;

/** An alert to raise; for its parts see {@link AlertRaised}. */
record NewAlert(WorkspaceId workspace, AlertKind kind, String subject, String title, Map<String, Object> details) {}
