package lettermill.ledger.queue;

import java.time.Instant;
import lettermill.base.MessageId;
import org.jspecify.annotations.Nullable;

/** How an attempt to send a message ended, or why there was none. */
public sealed interface Settlement {

    MessageId message();

    /** The provider took it. */
    record Sent(MessageId message, @Nullable String providerMessageId) implements Settlement {}

    /** Nothing left; to be tried again. */
    record Later(MessageId message, Instant at, String detail) implements Settlement {}

    /** Nothing left, by the provider's fault; this process keeps it and tries another way at once. */
    record Rerouted(MessageId message, String detail) implements Settlement {}

    /** Never to be tried again. */
    record Failed(MessageId message, Failure why) implements Settlement {}

    /** Handed over and the answer lost. */
    record Unknown(MessageId message, String detail) implements Settlement {}

    /** Skipped before any attempt: the audience says no. */
    record Skipped(MessageId message, String reason) implements Settlement {}

    /**
     * Why a message failed.
     *
     * @param kind decides the recipient's status and the event that is recorded
     * @param statusCode enhanced status code of RFC 3463; null when there is none
     * @param detail the server's words, or ours
     */
    record Failure(Kind kind, @Nullable String statusCode, String detail) {

        public enum Kind {
            /** The mailbox does not exist: BOUNCED, and the person is not mailed again. */
            HARD_BOUNCE,
            /** The server refuses this letter, or us. */
            REFUSED,
            /** Deferred for longer than a message is kept. */
            EXPIRED,
            RENDERING_FAILURE
        }
    }
}
