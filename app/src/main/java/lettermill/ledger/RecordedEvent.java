package lettermill.ledger;

/**
 * An event that was new to the ledger.
 *
 * @param first whether it is the message's first of its type that counts as a person's doing (for OPEN and CLICK: not by a machine)
 */
public record RecordedEvent(MailEvent event, First first) {

    /** Whether a fact counts towards unique figures. */
    public enum First {
        YES,
        NO
    }
}
