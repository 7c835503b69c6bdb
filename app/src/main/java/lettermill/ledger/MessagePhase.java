package lettermill.ledger;

/** Where a message is on its way out; what came of it is its {@link RecipientStatus}. */
public enum MessagePhase {
    /** May be claimed once its next attempt is due. */
    WAITING,
    /** Leased to a process, nothing said to any server yet: safe to take back. */
    CLAIMED,
    /** With the transport. */
    HANDED,
    /** Was handed over and its answer lost; a person or a later event decides. */
    UNKNOWN,
    DONE
}
