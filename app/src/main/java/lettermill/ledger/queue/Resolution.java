package lettermill.ledger.queue;

/** What a person decides about a message that was handed over and whose answer was lost. */
public enum Resolution {
    /** Mail it anew, at the risk of a second copy. */
    SEND_AGAIN,
    /** Let it rest: it counts as failed, at the risk that nobody got it. */
    LEAVE
}
