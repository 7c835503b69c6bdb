package lettermill.ledger.queue;

/** Which of a campaign's messages come first. */
public enum Order {
    /** Those due first; of a new campaign any. */
    DUE,
    /**
     * Those to people who opened or clicked most lately, whenever they were put back: made in that order, and taken in it. Costs a look at
     * all that waits for each batch, so it is for campaigns whose batches are few a day.
     */
    ENGAGED
}
