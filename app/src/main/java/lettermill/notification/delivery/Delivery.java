package lettermill.notification.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event for one endpoint, and how far it got.
 *
 * @param eventId sent as {@code webhook-id}
 * @param attempts how many were made, since the last redelivery that a user asked for
 * @param nextAttemptAt null when there will be none
 * @param giveUpAt when the last attempt is made
 * @param lastStatus of HTTP; null while there was no answer
 * @param lastAnswer how the last answer's body began, or why there was none
 */
public record Delivery(
        long id,
        UUID eventId,
        String eventType,
        State state,
        int attempts,
        @Nullable Instant nextAttemptAt,
        Instant giveUpAt,
        @Nullable Instant lastAttemptAt,
        @Nullable Integer lastStatus,
        @Nullable String lastAnswer,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /** Where a delivery stands. */
    public enum State {
        /** It is tried, or will be. */
        WAITING,
        /** The receiver answered 2xx. */
        DELIVERED,
        /** It was tried for three days, or the receiver wanted no more. */
        FAILED
    }
}
