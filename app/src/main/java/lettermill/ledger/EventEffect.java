package lettermill.ledger;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a fact does to a message. Effects are totally ordered and the highest one holds, so any order and any repetition of the
 * same facts ends in the same status, with the same reason and words.
 *
 * @param reason a name; for a standing that no fact leads to, the row's own
 * @param words those of whoever refused or deferred it; of facts that weigh the same the longest are kept
 */
record EventEffect(
        Standing standing,
        @Nullable String reason,
        @Nullable String words) {

    private static final Comparator<@Nullable String> BY_WORDS = Comparator.nullsFirst(
            Comparator.comparingInt(String::length).thenComparing(Comparator.<String>naturalOrder()));

    private static final Comparator<EventEffect> ORDER =
            Comparator.comparing(EventEffect::standing).thenComparing(EventEffect::words, BY_WORDS);

    /** From what is outdone by any fact to what nothing outdoes. */
    enum Standing {
        PENDING(RecipientStatus.PENDING, null),
        /** Ended by us or by a person's guess, without a fact: skipped, cancelled, its outcome unknown. */
        ENDED(RecipientStatus.FAILED, null),
        SENT(RecipientStatus.SENT, null),
        DELIVERED(RecipientStatus.DELIVERED, null),
        OPENED(RecipientStatus.OPENED, null),
        CLICKED(RecipientStatus.CLICKED, null),
        NOT_RENDERED(RecipientStatus.FAILED, "RENDERING_FAILURE"),
        EXPIRED(RecipientStatus.FAILED, "EXPIRED"),
        REFUSED(RecipientStatus.FAILED, "REFUSED"),
        SOFT(RecipientStatus.BOUNCED, "SOFT_BOUNCE"),
        BLOCK(RecipientStatus.BOUNCED, "BLOCKED"),
        HARD(RecipientStatus.BOUNCED, "HARD_BOUNCE"),
        UNSUBSCRIBED(RecipientStatus.UNSUBSCRIBED, "UNSUBSCRIBED"),
        COMPLAINED(RecipientStatus.UNSUBSCRIBED, "COMPLAINT");

        final RecipientStatus status;
        final @Nullable String reason;

        Standing(RecipientStatus status, @Nullable String reason) {
            this.status = status;
            this.reason = reason;
        }
    }

    static EventEffect of(MailEvent event) {
        Standing standing = standingAfter(event);
        return new EventEffect(
                standing,
                standing.reason,
                event.failure() == null ? null : event.failure().diagnostic());
    }

    private static Standing standingAfter(MailEvent event) {
        return switch (event.type()) {
            case SEND, DELIVERY_DELAY -> Standing.SENT;
            case DELIVERY -> Standing.DELIVERED;
            case OPEN -> byMachine(event) ? Standing.SENT : Standing.OPENED;
            case CLICK -> byMachine(event) ? Standing.SENT : Standing.CLICKED;
            case RENDERING_FAILURE -> Standing.NOT_RENDERED;
            case REJECT -> Standing.REFUSED;
            case BOUNCE -> bounce(event.failure());
            case UNSUBSCRIBE -> Standing.UNSUBSCRIBED;
            case COMPLAINT -> Standing.COMPLAINED;
        };
    }

    private static Standing bounce(MailEvent.@Nullable Failure failure) {
        BounceType type = failure == null || failure.type() == null ? BounceType.SOFT : failure.type();
        return switch (type) {
            case HARD -> Standing.HARD;
            case BLOCK -> Standing.BLOCK;
            case SOFT -> Standing.SOFT;
        };
    }

    /** The effect that led to a row as it stands. */
    static EventEffect ofRow(RecipientStatus status, @Nullable String reason, @Nullable String words) {
        Standing standing = Arrays.stream(Standing.values())
                .filter(each -> each.status == status && each.reason != null && each.reason.equals(reason))
                .findFirst()
                .orElseGet(() -> withoutReason(status));
        return new EventEffect(standing, reason, words);
    }

    private static Standing withoutReason(RecipientStatus status) {
        return switch (status) {
            case PENDING -> Standing.PENDING;
            case SENT -> Standing.SENT;
            case DELIVERED -> Standing.DELIVERED;
            case OPENED -> Standing.OPENED;
            case CLICKED -> Standing.CLICKED;
            case FAILED -> Standing.ENDED;
            case BOUNCED -> Standing.SOFT;
            case UNSUBSCRIBED -> Standing.UNSUBSCRIBED;
        };
    }

    RecipientStatus status() {
        return standing.status;
    }

    EventEffect orHigher(EventEffect other) {
        return ORDER.compare(other, this) > 0 ? other : this;
    }

    static boolean byMachine(MailEvent event) {
        return event.hit() != null && event.hit().hitClass().machine();
    }
}
