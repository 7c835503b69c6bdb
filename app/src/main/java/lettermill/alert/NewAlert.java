package lettermill.alert;

import java.util.Map;
import lettermill.base.WorkspaceId;

/**
 * An alert to raise.
 *
 * @param subject the id of what it is about; alerts of a kind about the same thing are one on the same day
 * @param title what happened, in a line
 * @param details the numbers, as JSON: texts, numbers and maps of them by names in snake case
 */
public record NewAlert(
        WorkspaceId workspace, AlertKind kind, String subject, String title, Map<String, Object> details) {
    public NewAlert {
        details = Map.copyOf(details);
    }
}
