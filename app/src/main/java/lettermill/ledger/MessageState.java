package lettermill.ledger;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A locked row of ledger.message while facts are applied to it. */
final class MessageState {

    final long id;
    final UUID workspace;
    final @Nullable UUID campaign;
    private EventEffect effect;
    private MessagePhase phase;
    private @Nullable String detail;
    /** Times of the first fact of each type; for OPEN and CLICK of the first by a person. */
    private final Map<EventType, Instant> firstAt = new EnumMap<>(EventType.class);

    private int opens;
    private int clicks;
    private int machineOpens;
    private int machineClicks;

    MessageState(long id, UUID workspace, @Nullable UUID campaign, EventEffect effect, MessagePhase phase) {
        this.id = id;
        this.workspace = workspace;
        this.campaign = campaign;
        this.effect = effect;
        this.phase = phase;
    }

    void known(EventType type, @Nullable Instant at) {
        if (at != null) {
            firstAt.put(type, at);
        }
    }

    boolean sent() {
        return firstAt.containsKey(EventType.SEND);
    }

    RecordedEvent.First apply(MailEvent event) {
        if (phase == MessagePhase.UNKNOWN && provesSending(event.type())) {
            phase = MessagePhase.DONE;
        }
        EventEffect after = effect.orHigher(EventEffect.of(event));
        if (after != effect) {
            effect = after;
            detail = event.failure() == null ? null : event.failure().diagnostic();
        }
        if (EventEffect.byMachine(event)) {
            count(event.type(), 0, 1);
            return RecordedEvent.First.NO;
        }
        count(event.type(), 1, 0);
        Instant before = firstAt.get(event.type());
        if (before == null || event.occurredAt().isBefore(before)) {
            firstAt.put(event.type(), event.occurredAt());
        }
        return before == null ? RecordedEvent.First.YES : RecordedEvent.First.NO;
    }

    private void count(EventType type, int byPerson, int byMachine) {
        if (type == EventType.OPEN) {
            opens += byPerson;
            machineOpens += byMachine;
        } else if (type == EventType.CLICK) {
            clicks += byPerson;
            machineClicks += byMachine;
        }
    }

    /** Facts that nobody could report of a mail that never left. */
    static boolean provesSending(EventType type) {
        return switch (type) {
            case SEND, DELIVERY, BOUNCE, COMPLAINT, OPEN, CLICK, UNSUBSCRIBE, DELIVERY_DELAY -> true;
            case REJECT, RENDERING_FAILURE -> false;
        };
    }

    EventEffect effect() {
        return effect;
    }

    MessagePhase phase() {
        return phase;
    }

    /** The words that came with the deciding fact; null leaves the row's. */
    @Nullable
    String detail() {
        return detail;
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
