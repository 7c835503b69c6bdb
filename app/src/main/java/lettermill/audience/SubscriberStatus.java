package lettermill.audience;

/** Where a person stands with a workspace. Only ACTIVE people are mailed. */
public enum SubscriberStatus {
    /** Known, but hasn't confirmed the wish to be mailed. */
    PENDING,
    ACTIVE,
    UNSUBSCRIBED,
    /** A mailbox that does not exist. */
    BOUNCED,
    COMPLAINED;

    /** Whether the person has left: nothing but an act of their own, or of a named user, brings them back. */
    public boolean left() {
        return this == UNSUBSCRIBED || this == BOUNCED || this == COMPLAINED;
    }
}
