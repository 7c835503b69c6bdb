package lettermill.notification.delivery;

import java.time.Instant;
import java.util.UUID;
import lettermill.base.WorkspaceId;

/**
 * A delivery in a worker's hands.
 *
 * @param attempt the number of this attempt, from 1
 */
record Parcel(
        long id,
        WorkspaceId workspace,
        UUID endpoint,
        String url,
        UUID eventId,
        String body,
        int attempt,
        Instant giveUpAt) {}
