package lettermill.ledger;

/** Where a message stands. The first five are passed in this order, the last three end the way. */
public enum RecipientStatus {
    PENDING,
    SENT,
    DELIVERED,
    OPENED,
    CLICKED,
    BOUNCED,
    UNSUBSCRIBED,
    FAILED
}
