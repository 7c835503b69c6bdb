package lettermill.alert;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has to look at.
 *
 * @param subject the id of the domain, provider or endpoint it is about, or what is listed
 * @param day on which it was raised, where the workspace is
 * @param details the numbers
 * @param times how often it was raised on that day
 * @param acknowledgedAt when somebody said that it is looked after; null while nobody has, or since it was raised again
 */
record Alert(
        long id,
        AlertKind kind,
        String subject,
        LocalDate day,
        String title,
        Map<String, Object> details,
        int times,
        Instant raisedAt,
        Instant lastRaisedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        Mail mail) {

    /**
     * How telling the owners went.
     *
     * @param attempts how often it was tried
     * @param error why it did not work the last time; null when it did, or was not tried
     */
    record Mail(MailState state, int attempts, @Nullable String error) {}

    /** Where telling the owners is. */
    enum MailState {
        /** It is tried, or tried again. */
        DUE,
        /** Every owner was told, or may have been. */
        SENT,
        /** A day went by without a way to tell some of them. */
        GIVEN_UP
    }
}
