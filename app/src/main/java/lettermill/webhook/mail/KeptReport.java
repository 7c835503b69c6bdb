package lettermill.webhook.mail;

import java.time.Instant;
import java.util.Arrays;

/**
 * A mail that came back and is kept.
 *
 * @param messageId the message whose address it came to
 * @param size in octets, of what is kept
 */
record KeptReport(long id, long messageId, Kind kind, int size, Instant receivedAt) {

    /** What it was when it came; a better reader may see more in it today. */
    enum Kind {
        DELIVERY_REPORT("DeliveryReport"),
        FEEDBACK_REPORT("FeedbackReport"),
        AUTO_REPLY("AutoReply"),
        UNSUBSCRIBE("Unsubscribe"),
        /** Written by a person, or not understood. */
        UNRELATED("Unrelated");

        private final String column;

        Kind(String column) {
            this.column = column;
        }

        static Kind of(String column) {
            return Arrays.stream(values())
                    .filter(kind -> kind.column.equals(column))
                    .findFirst()
                    .orElseThrow();
        }

        String column() {
            return column;
        }
    }
}
