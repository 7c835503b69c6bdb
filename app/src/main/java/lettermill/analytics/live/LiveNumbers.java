package lettermill.analytics.live;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A campaign at this moment, in the names of the campaign's own fields.
 *
 * @param statusNote what a person should know about the status
 * @param perMinute messages sent in the last minute; null until two numbers can be compared
 * @param reasons why messages were skipped, failed or bounced; at most ten seconds old
 */
record LiveNumbers(
        String status,
        @Nullable String statusNote,
        long totalRecipients,
        long skippedCount,
        long failedCount,
        long sentCount,
        long deliveredCount,
        long bounceCount,
        long openCount,
        long uniqueOpenCount,
        long machineOpenCount,
        long clickCount,
        long uniqueClickCount,
        long machineClickCount,
        long unsubscribeCount,
        long complaintCount,
        @Nullable Long perMinute,
        List<Reason> reasons) {

    /** Whether these numbers can still move by sending. */
    boolean moving() {
        return status.equals("SENDING") || status.equals("PAUSED") || status.equals("SCHEDULED");
    }

    /** Grows whenever a message gets a reason. */
    long refusals() {
        return skippedCount + failedCount + bounceCount;
    }

    LiveNumbers with(@Nullable Long pace, List<Reason> why) {
        return new LiveNumbers(
                status,
                statusNote,
                totalRecipients,
                skippedCount,
                failedCount,
                sentCount,
                deliveredCount,
                bounceCount,
                openCount,
                uniqueOpenCount,
                machineOpenCount,
                clickCount,
                uniqueClickCount,
                machineClickCount,
                unsubscribeCount,
                complaintCount,
                pace,
                why);
    }

    /** How many messages ended for a reason. */
    record Reason(String reason, String status, long count) {}
}
