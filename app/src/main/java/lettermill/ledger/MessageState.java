package lettermill.ledger;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A locked row of ledger.message while facts are applied to it. All it holds is a maximum, a minimum or a count of facts, so it
 * depends on which facts there are and not on their order.
 */
final class MessageState {

    /** What the row keeps a time of. */
    private static final Set<EventType> TIMED = EnumSet.of(
            EventType.SEND,
            EventType.DELIVERY,
            EventType.OPEN,
            EventType.CLICK,
            EventType.BOUNCE,
            EventType.UNSUBSCRIBE,
            EventType.COMPLAINT);

    final long id;
    final UUID workspace;
    final @Nullable UUID campaign;
    /** Whether it was ever handed over: what was ended before that was skipped, and has not failed. */
    private final boolean attempted;

    private final Map<EventType, Instant> firstAt = new EnumMap<>(EventType.class);
    private EventEffect effect;
    private MessagePhase phase;
    private @Nullable Instant sentBefore;
    private boolean changed;
    private int opens;
    private int clicks;
    private int machineOpens;
    private int machineClicks;

    /** The columns that identify a message and place it. */
    record Row(long id, UUID workspace, @Nullable UUID campaign, MessagePhase phase, boolean attempted) {}

    MessageState(Row row, EventEffect effect) {
        this.id = row.id();
        this.workspace = row.workspace();
        this.campaign = row.campaign();
        this.attempted = row.attempted();
        this.phase = row.phase();
        this.effect = effect;
    }

    void known(EventType type, @Nullable Instant at) {
        if (at != null) {
            firstAt.put(type, at);
        }
        if (type == EventType.SEND) {
            sentBefore = at;
        }
    }

    boolean sent() {
        return firstAt.containsKey(EventType.SEND);
    }

    /** Applies a fact that was new. */
    RecordedEvent apply(MailEvent event) {
        changed = true;
        // Whoever reports anything has the mail: it need not be sent again, and nobody need decide about it.
        if (phase == MessagePhase.UNKNOWN || phase == MessagePhase.WAITING) {
            phase = MessagePhase.DONE;
        }
        int failedBefore = failed();
        effect = effect.orHigher(EventEffect.of(event));
        boolean machine = EventEffect.byMachine(event);
        count(event.type(), machine);
        boolean first = !machine && TIMED.contains(event.type()) && !firstAt.containsKey(event.type());
        if (!machine && TIMED.contains(event.type())) {
            firstAt.merge(event.type(), event.occurredAt(), MessageState::earlier);
        }
        left(event);
        return new RecordedEvent(
                event, first ? RecordedEvent.First.YES : RecordedEvent.First.NO, failed() - failedBefore);
    }

    /** A mail left no later than the first fact that proves that it did; true also of facts known before. */
    void left(MailEvent event) {
        Instant at = firstAt.get(EventType.SEND);
        if (at != null && provesSending(event) && event.occurredAt().isBefore(at)) {
            firstAt.put(EventType.SEND, event.occurredAt());
            changed = true;
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return other.isBefore(one) ? other : one;
    }

    private int failed() {
        return switch (effect.standing()) {
            case NOT_RENDERED, EXPIRED, REFUSED -> 1;
            case ENDED -> attempted ? 1 : 0;
            default -> 0;
        };
    }

    private void count(EventType type, boolean machine) {
        if (type == EventType.OPEN) {
            opens += machine ? 0 : 1;
            machineOpens += machine ? 1 : 0;
        } else if (type == EventType.CLICK) {
            clicks += machine ? 0 : 1;
            machineClicks += machine ? 1 : 0;
        }
    }

    /** A fact that nobody could report of a mail that never left; what our own attempt was refused with did not leave. */
    static boolean provesSending(MailEvent event) {
        return switch (event.type()) {
            case SEND, DELIVERY, COMPLAINT, OPEN, CLICK, UNSUBSCRIBE, DELIVERY_DELAY -> true;
            case BOUNCE ->
                event.message() == null
                        || !event.key().equals(Ledger.endKey(event.message().value()));
            case REJECT, RENDERING_FAILURE -> false;
        };
    }

    boolean changed() {
        return changed;
    }

    /** Whether the SEND that the ledger holds has a later time than is known now. */
    boolean leftEarlier() {
        Instant at = firstAt.get(EventType.SEND);
        return sentBefore != null && at != null && at.isBefore(sentBefore);
    }

    RecipientStatus status() {
        return effect.status();
    }

    @Nullable
    String reason() {
        return effect.reason();
    }

    @Nullable
    String detail() {
        return effect.words();
    }

    MessagePhase phase() {
        return phase;
    }

    @Nullable
    Instant at(EventType type) {
        return firstAt.get(type);
    }

    int opens() {
        return opens;
    }

    int clicks() {
        return clicks;
    }

    int machineOpens() {
        return machineOpens;
    }

    int machineClicks() {
        return machineClicks;
    }
}
