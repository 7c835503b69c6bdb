package lettermill.ledger;

/**
 * A campaign's figures. Opens and clicks are those of persons; machines are counted apart.
 *
 * @param totalRecipients everybody targeted, skipped ones included
 * @param skippedCount those the audience said no to
 * @param failedCount those refused, expired or not rendered
 */
public record Tally(
        long totalRecipients,
        long skippedCount,
        long failedCount,
        long sentCount,
        long deliveredCount,
        long openCount,
        long uniqueOpenCount,
        long clickCount,
        long uniqueClickCount,
        long machineOpenCount,
        long machineClickCount,
        long bounceCount,
        long unsubscribeCount,
        long complaintCount) {}
