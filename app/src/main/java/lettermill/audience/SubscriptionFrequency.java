package lettermill.audience;

import java.time.Duration;

/** How often at most a person wants mail of a category. */
public enum SubscriptionFrequency {
    IMMEDIATE(Duration.ZERO),
    DAILY(Duration.ofHours(20)),
    WEEKLY(Duration.ofDays(7).minusHours(12)),
    /** Four weeks, so that every first Monday of a month is far enough from the last. */
    MONTHLY(Duration.ofDays(28).minusHours(12));

    private final Duration pause;

    SubscriptionFrequency(Duration pause) {
        this.pause = pause;
    }

    /**
     * The least time between two mails. Some hours shorter than the word says, because a newsletter that goes out each day or
     * week is never sent at the very same second.
     */
    public Duration pause() {
        return pause;
    }
}
