package lettermill.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import lettermill.base.CampaignId;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes facts about messages and remembers each once. */
@Service
public class Ledger {

    private final Events events;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Ledger(Events events, ApplicationEventPublisher publisher, Clock clock) {
        this.events = events;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Records the facts that are new, moves their messages' statuses forward, and tells the listeners of
     * {@link MailEventsRecorded} within the same transaction. A fact about another workspace's message is kept without
     * the message. A fact that proves that a mail left (an open, a bounce) records the SEND too, if none was. Every order and
     * repetition of the same facts ends in the same state of a message.
     *
     * @return the new ones, in no particular order
     */
    @Transactional
    public List<RecordedEvent> record(List<MailEvent> facts) {
        if (facts.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        Map<Long, MessageState> states = events.lock(messagesOf(facts));
        List<MailEvent> attributed = facts.stream()
                .map(fact -> attributed(fact, stateOf(fact, states)))
                .toList();
        List<MailEvent> complete = new ArrayList<>(sendsOf(attributed, states));
        complete.addAll(attributed);
        Set<String> fresh = events.insert(complete, now);
        List<RecordedEvent> recorded = new ArrayList<>(fresh.size());
        for (MailEvent event : complete) {
            MessageState state = stateOf(event, states);
            if (fresh.remove(Events.identity(event))) {
                recorded.add(state == null ? new RecordedEvent(event, RecordedEvent.First.NO, 0) : state.apply(event));
            } else if (state != null) {
                state.left(event);
            }
        }
        save(states.values(), now);
        if (!recorded.isEmpty()) {
            publisher.publishEvent(new MailEventsRecorded(List.copyOf(recorded)));
        }
        return recorded;
    }

    private void save(Collection<MessageState> states, Instant now) {
        List<MessageState> changed =
                states.stream().filter(MessageState::changed).toList();
        if (!changed.isEmpty()) {
            events.save(changed, now);
        }
        List<MessageState> leftEarlier =
                changed.stream().filter(MessageState::leftEarlier).toList();
        if (!leftEarlier.isEmpty()) {
            events.correctSends(leftEarlier);
        }
    }

    /** Where messages belong; those that don't exist are missing in the answer. */
    public Map<MessageId, Located> locate(Collection<MessageId> messages) {
        return events.locate(messages);
    }

    /** A workspace's messages by the ids that vendors gave them when they took them over; unknown ids are missing. */
    public Map<String, MessageId> byVendorId(WorkspaceId workspace, Collection<String> vendorIds) {
        return events.byVendorId(workspace, vendorIds);
    }

    private static Set<Long> messagesOf(List<MailEvent> facts) {
        Set<Long> ids = new TreeSet<>();
        facts.stream().map(MailEvent::message).filter(Objects::nonNull).forEach(message -> ids.add(message.value()));
        return ids;
    }

    private static @Nullable MessageState stateOf(MailEvent fact, Map<Long, MessageState> states) {
        MessageState state =
                fact.message() == null ? null : states.get(fact.message().value());
        return state == null || !state.workspace.equals(fact.workspace().value()) ? null : state;
    }

    /** The message's own campaign counts, whatever the reporter said; times are as exact as the database keeps them. */
    private static MailEvent attributed(MailEvent fact, @Nullable MessageState state) {
        return new MailEvent(
                fact.workspace(),
                state == null ? null : new MessageId(state.id),
                state == null || state.campaign == null ? null : new CampaignId(state.campaign),
                fact.type(),
                fact.key(),
                fact.occurredAt().truncatedTo(ChronoUnit.MICROS),
                fact.hit(),
                fact.failure(),
                fact.source());
    }

    /** A SEND for each message that is not known to have left and of which a fact proves that it did, at the earliest of them. */
    private static Collection<MailEvent> sendsOf(List<MailEvent> facts, Map<Long, MessageState> states) {
        Map<MessageId, MailEvent> sends = new TreeMap<>(Comparator.comparingLong(MessageId::value));
        for (MailEvent fact : facts) {
            MessageState state = stateOf(fact, states);
            if (state != null && !state.sent() && MessageState.provesSending(fact)) {
                MailEvent send = sendOf(fact, state);
                sends.merge(
                        new MessageId(state.id),
                        send,
                        (one, other) -> other.occurredAt().isBefore(one.occurredAt()) ? other : one);
            }
        }
        return sends.values();
    }

    private static MailEvent sendOf(MailEvent fact, MessageState state) {
        return new MailEvent(
                fact.workspace(),
                fact.message(),
                fact.campaign(),
                EventType.SEND,
                sendKey(state.id),
                fact.occurredAt(),
                null,
                null,
                null);
    }

    /** The key of our own SEND of a message: there is one, whoever hears of it first. */
    public static String sendKey(long message) {
        return "send/" + message;
    }

    /** The key of the failure that our own attempt at a message ended with. */
    public static String endKey(long message) {
        return "end/" + message;
    }
}
