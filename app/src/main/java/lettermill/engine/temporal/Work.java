package lettermill.engine.temporal;

import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work as it stands in histories: fields may be added, never renamed.
 *
 * @param activity the activity's name
 * @param key which piece of its work
 * @param workspace whose it is; null for the house's own
 * @param campaign the campaign it belongs to, if any
 * @param taskQueue where the activity's workers listen
 */
public record Work(
        String activity,
        String key,
        @Nullable String workspace,
        @Nullable String campaign,
        String taskQueue) {

    String id() {
        return activity + "/" + key;
    }

    @Nullable
    WorkspaceId owner() {
        return workspace == null ? null : WorkspaceId.of(workspace);
    }
}
