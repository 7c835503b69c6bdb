package lettermill.audience;

/** What a row of the consent history says. */
public enum ConsentChange {
    SUBSCRIBED,
    /** Confirmed the wish to be mailed. */
    CONFIRMED,
    UNSUBSCRIBED,
    RESUBSCRIBED,
    BOUNCED,
    COMPLAINED,
    CATEGORY_SUBSCRIBED,
    CATEGORY_UNSUBSCRIBED;

    /** The change that leads to a status. */
    static ConsentChange to(SubscriberStatus status) {
        return switch (status) {
            case PENDING, ACTIVE -> SUBSCRIBED;
            case UNSUBSCRIBED -> UNSUBSCRIBED;
            case BOUNCED -> BOUNCED;
            case COMPLAINED -> COMPLAINED;
        };
    }
}
