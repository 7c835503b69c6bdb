package lettermill.ledger;

/** The normalized facts about a message, whoever reported them. */
public enum EventType {
    SEND,
    DELIVERY,
    BOUNCE,
    COMPLAINT,
    REJECT,
    OPEN,
    CLICK,
    UNSUBSCRIBE,
    RENDERING_FAILURE,
    DELIVERY_DELAY
}
