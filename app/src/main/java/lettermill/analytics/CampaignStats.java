package lettermill.analytics;

import java.util.List;
import lettermill.base.CampaignId;

/**
 * A campaign's result so far. Of the total, those pending, unknown, skipped and failed are told apart; all others were sent or bounced.
 *
 * @param totalRecipients everybody targeted
 * @param pendingCount may still be sent
 * @param unknownCount handed over, and the answer lost: nobody knows
 * @param skippedCount never tried, because the audience says no
 * @param failedCount tried and refused, expired or not rendered
 * @param openCount opens by people; {@code unique} counts each message once
 * @param machineOpenCount fetched by prefetchers and robots
 * @param reasons why messages were skipped, failed or bounced, the most frequent first
 */
record CampaignStats(
        CampaignId campaignId,
        String status,
        long totalRecipients,
        long pendingCount,
        long unknownCount,
        long skippedCount,
        long failedCount,
        long attemptedCount,
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
        Rates rates,
        List<ReasonCount> reasons) {

    /** How many messages ended for a reason. */
    record ReasonCount(String reason, String status, long count) {}
}
