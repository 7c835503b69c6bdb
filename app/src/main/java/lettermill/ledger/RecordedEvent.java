package lettermill.ledger;

/**
 * An event that was new to the ledger.
 *
 * @param first whether it is the message's first of its type that counts as a person's doing (for OPEN and CLICK: not by a
 *     machine); always NO for REJECT, RENDERING_FAILURE and DELIVERY_DELAY, which have no unique figure
 * @param failed what it changes in the number of failed messages: 1, 0, or -1 where the message turns out to have been sent or
 *     to have bounced
 */
public record RecordedEvent(MailEvent event, First first, int failed) {

    /** Whether a fact counts towards unique figures. */
    public enum First {
        YES,
        NO
    }
}
