package lettermill.wire.feedback;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The letter that a report is about, as far as the report shows it.
 *
 * @param returnPath its envelope sender, without angle brackets; null if the report does not tell
 * @param messageId the Message-ID field with its angle brackets; null if the letter was not returned
 * @param recipients the addresses of its To field
 */
public record ReturnedMessage(
        @Nullable String returnPath, @Nullable String messageId, List<String> recipients) {

    /** Of a report that returns nothing. */
    public static final ReturnedMessage NOTHING = new ReturnedMessage(null, null, List.of());

    public ReturnedMessage {
        recipients = List.copyOf(recipients);
    }
}
