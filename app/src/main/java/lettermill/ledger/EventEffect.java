package lettermill.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What a fact does to a recipient's status. The highest rank wins, so any order and any repetition of the same facts ends
 * in the same status.
 *
 * @param rank 0 is that of a message about which nothing is known
 */
record EventEffect(
        int rank, RecipientStatus status, @Nullable String reason) {

    private static final EventEffect PENDING = new EventEffect(0, RecipientStatus.PENDING, null);
    private static final EventEffect SENT = new EventEffect(1, RecipientStatus.SENT, null);
    private static final EventEffect DELIVERED = new EventEffect(2, RecipientStatus.DELIVERED, null);
    private static final EventEffect OPENED = new EventEffect(3, RecipientStatus.OPENED, null);
    private static final EventEffect CLICKED = new EventEffect(4, RecipientStatus.CLICKED, null);
    private static final EventEffect RENDERING = new EventEffect(6, RecipientStatus.FAILED, "RENDERING_FAILURE");
    private static final EventEffect REJECTED = new EventEffect(7, RecipientStatus.FAILED, "REFUSED");
    private static final EventEffect SOFT = new EventEffect(8, RecipientStatus.BOUNCED, "SOFT_BOUNCE");
    private static final EventEffect BLOCK = new EventEffect(9, RecipientStatus.BOUNCED, "BLOCKED");
    private static final EventEffect HARD = new EventEffect(10, RecipientStatus.BOUNCED, "HARD_BOUNCE");
    private static final EventEffect UNSUBSCRIBED = new EventEffect(11, RecipientStatus.UNSUBSCRIBED, "UNSUBSCRIBED");
    private static final EventEffect COMPLAINED = new EventEffect(12, RecipientStatus.UNSUBSCRIBED, "COMPLAINT");

    static EventEffect of(MailEvent event) {
        return switch (event.type()) {
            case SEND, DELIVERY_DELAY -> SENT;
            case DELIVERY -> DELIVERED;
            case OPEN -> byMachine(event) ? SENT : OPENED;
            case CLICK -> byMachine(event) ? SENT : CLICKED;
            case RENDERING_FAILURE -> RENDERING;
            case REJECT -> REJECTED;
            case BOUNCE -> bounce(event.failure());
            case UNSUBSCRIBE -> UNSUBSCRIBED;
            case COMPLAINT -> COMPLAINED;
        };
    }

    /** The effect that must have led to a row as it stands. */
    static EventEffect ofRow(RecipientStatus status, @Nullable String reason) {
        return switch (status) {
            case PENDING -> PENDING;
            case SENT -> SENT;
            case DELIVERED -> DELIVERED;
            case OPENED -> OPENED;
            case CLICKED -> CLICKED;
            // Skipped people and expired mail fail for a reason that no event gives; they rank below those that do.
            case FAILED -> "REFUSED".equals(reason) ? REJECTED : new EventEffect(RENDERING.rank, status, reason);
            case BOUNCED -> "HARD_BOUNCE".equals(reason) ? HARD : "BLOCKED".equals(reason) ? BLOCK : SOFT;
            case UNSUBSCRIBED -> "COMPLAINT".equals(reason) ? COMPLAINED : UNSUBSCRIBED;
        };
    }

    EventEffect orHigher(EventEffect other) {
        return other.rank > rank ? other : this;
    }

    static boolean byMachine(MailEvent event) {
        return event.hit() != null && event.hit().hitClass().machine();
    }

    private static EventEffect bounce(MailEvent.@Nullable Failure failure) {
        BounceType type = failure == null || failure.type() == null ? BounceType.SOFT : failure.type();
        return switch (type) {
            case HARD -> HARD;
            case BLOCK -> BLOCK;
            case SOFT -> SOFT;
        };
    }
}
