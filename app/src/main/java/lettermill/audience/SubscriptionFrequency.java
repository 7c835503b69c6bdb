package lettermill.audience;

/** How often at most a person wants mail of a category. */
public enum SubscriptionFrequency {
    IMMEDIATE,
    DAILY,
    WEEKLY,
    MONTHLY
}
