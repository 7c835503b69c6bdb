package lettermill.audience;

/** Why somebody who was targeted is not mailed; the first that applies, in this order. */
public enum SkipReason {
    UNSUBSCRIBED("has unsubscribed"),
    BOUNCED("the mailbox does not exist"),
    COMPLAINED("has reported a mail as spam"),
    PENDING_CONFIRMATION("has not confirmed the subscription"),
    /** The address bounced for another subscriber row or campaign of this workspace. */
    SUPPRESSED_BOUNCE("the address bounced before"),
    SUPPRESSED_COMPLAINT("somebody at this address complained before"),
    /** Put on the list by a person, as an address or as a whole domain, or erased on request. */
    SUPPRESSED("is on the suppression list"),
    CATEGORY_OPT_OUT("does not want mail of this category"),
    /** Asked for mail of this category once a day, week or month, and has had it. */
    FREQUENCY("has already had mail of this category in the period chosen"),
    /** Deleted since the campaign chose its people. */
    DELETED("is no longer in the audience");

    private final String words;

    SkipReason(String words) {
        this.words = words;
    }

    /** The reason as the end of a sentence about the person. */
    public String words() {
        return words;
    }
}
