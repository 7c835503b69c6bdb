package lettermill.ledger;

/** Where a message is on its way out; what came of it is its {@link RecipientStatus}. */
public enum MessagePhase {
    /** Has no end yet: to be claimed once its next attempt is due, or in somebody's hands. */
    WAITING,
    /** Was handed over and its answer lost; a person or a later event decides. */
    UNKNOWN,
    DONE
}
