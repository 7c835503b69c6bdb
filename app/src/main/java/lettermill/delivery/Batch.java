package lettermill.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.queue.Settlement;
import lettermill.ledger.queue.Settlement.Failure;
import lettermill.provider.SendRate;
import lettermill.routing.Reservation;
import lettermill.routing.RouteChoice;
import lettermill.template.RenderingFailure;
import lettermill.wire.InvalidFieldException;
import lettermill.wire.Letter;
import lettermill.wire.Outcome;
import lettermill.wire.Wave;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way, wave by wave. Every message is at each moment in one of three places: {@code held} (no server has heard
 * of it), {@code inFlight} (with the transport) or {@code ended} (answered, to be recorded with the next statement), so
 * that whatever breaks, {@link #finish} knows what to write for each.
 */
final class Batch {

    /** What is really in flight at once: after a crash at most so many of a lane are unknown. */
    private static final int WAVE = 64;

    private static final long LONGEST_NAP_MILLIS = 200;

    private final Equipment equipment;
    private final Mailing mailing;
    private final RouteChoice.Usable way;
    private final Control control;
    private final Map<Long, Addressee> held = new LinkedHashMap<>();
    private final Map<Long, Addressee> inFlight = new LinkedHashMap<>();
    private final Map<Instant, List<MessageId>> putBack = new HashMap<>();
    private final List<Settlement> ended = new ArrayList<>();
    private final Map<String, Instant> throttled;
    private Reservation reservation;
    private int unspent;
    private int handed;
    private int released;
    private boolean capped;
    private @Nullable String stopped;
    private Instant again;

    Batch(Equipment equipment, Mailing mailing, RouteChoice.Usable way, Control control, List<Addressee> people) {
        this.equipment = equipment;
        this.mailing = mailing;
        this.way = way;
        this.control = control;
        this.again = equipment.clock().instant();
        people.forEach(person -> held.put(person.message().value(), person));
        this.throttled =
                equipment.throttles().active(workspace(), way.provider().id(), again);
        this.reservation = equipment.routing().reserve(mailing.workspace(), way, people.size());
        this.unspent = reservation.granted();
    }

    private WorkspaceId workspace() {
        return mailing.workspace().id();
    }

    /** Sends what it can, and leaves no message without an end or a next time. */
    BatchReport run() throws InterruptedException {
        try {
            while (!held.isEmpty() && stopped == null) {
                if (!control.mayGoOn()) {
                    stopped = "paused or stopping";
                } else {
                    wave();
                }
            }
        } finally {
            finish();
        }
        return new BatchReport(handed, 0, released, stopped == null && capped ? "today's cap is used up" : stopped);
    }

    private void wave() throws InterruptedException {
        List<Letter> letters = write(next());
        if (letters.isEmpty() || !affordable(letters.size()) || !slotCame()) {
            return;
        }
        List<MessageId> ids = letters.stream()
                .map(letter -> new MessageId(letter.messageId()))
                .toList();
        Set<Long> ours = equipment.queue().nextWave(workspace(), ended, ids, way.route());
        ended.clear();
        List<Letter> leaving = new ArrayList<>(letters.size());
        for (Letter letter : letters) {
            Addressee to = held.remove(letter.messageId());
            if (ours.contains(letter.messageId()) && to != null) {
                inFlight.put(letter.messageId(), to);
                leaving.add(letter);
            }
        }
        handed += leaving.size();
        read(equipment
                .agent()
                .deliver(new Wave(workspace().value(), way.provider().id(), leaving)));
    }

    /** The next messages that may leave now; those to a throttled destination are put back. */
    private List<Addressee> next() {
        int size = way.provider().rate().map(SendRate::wave).orElse(WAVE);
        List<Addressee> next = new ArrayList<>(size);
        for (Addressee person : List.copyOf(held.values())) {
            if (next.size() == size) {
                break;
            }
            Instant until = throttled.get(person.destination());
            if (until == null) {
                next.add(person);
            } else {
                putBack(person, until);
            }
        }
        return next;
    }

    private void putBack(Addressee person, Instant until) {
        held.remove(person.message().value());
        putBack.computeIfAbsent(until, time -> new ArrayList<>()).add(person.message());
    }

    private List<Letter> write(List<Addressee> people) {
        List<Letter> letters = new ArrayList<>(people.size());
        for (Addressee person : people) {
            try {
                letters.add(equipment.writer().write(mailing, way.sender(), person));
            } catch (RenderingFailure failure) {
                fail(person, new Failure(Failure.Kind.RENDERING_FAILURE, null, failure.describe()));
            } catch (InvalidFieldException invalid) {
                fail(person, new Failure(Failure.Kind.REFUSED, "5.6.0", String.valueOf(invalid.getMessage())));
            }
        }
        return letters;
    }

    private void fail(Addressee person, Failure why) {
        held.remove(person.message().value());
        ended.add(new Settlement.Failed(person.message(), why));
    }

    /** Whether the caps allow a wave today; what was reserved for a day that has passed counts for nothing. */
    private boolean affordable(int wanted) {
        if (!equipment.routing().today(mailing.workspace()).equals(reservation.day())) {
            reservation = equipment.routing().reserve(mailing.workspace(), way, held.size());
            unspent = reservation.granted();
        }
        if (unspent >= wanted) {
            return true;
        }
        List.copyOf(held.values()).stream()
                .skip(unspent)
                .forEach(person -> putBack(person, equipment.routing().nextDay(mailing.workspace())));
        capped = true;
        return false;
    }

    /** Waits for the provider's next slot, where its speed is capped; false when told to end meanwhile. */
    private boolean slotCame() throws InterruptedException {
        if (way.provider().rate().isEmpty()) {
            return true;
        }
        Instant start = equipment
                .providers()
                .takeSlot(way.provider(), way.provider().rate().get());
        for (long millis = millisTo(start); millis > 0; millis = millisTo(start)) {
            if (!control.mayGoOn()) {
                stopped = "paused or stopping";
                return false;
            }
            Thread.sleep(Math.min(millis, LONGEST_NAP_MILLIS));
        }
        return true;
    }

    private long millisTo(Instant start) {
        long micros = Duration.between(equipment.clock().instant(), start).toNanos() / 1_000;
        return (micros + 999) / 1_000;
    }

    private void read(List<Outcome> outcomes) {
        Instant now = equipment.clock().instant();
        Answers answers = new Answers(mailing.headers().nature(), now);
        for (Outcome outcome : outcomes) {
            Addressee to = inFlight.remove(outcome.messageId());
            if (to != null) {
                Settlement settlement = answers.read(outcome, to);
                ended.add(settlement);
                unspent -= settlement instanceof Settlement.Sent || settlement instanceof Settlement.Unknown ? 1 : 0;
            }
        }
        if (answers.providerTrouble() != null) {
            stopped = way.provider().name() + ": " + answers.providerTrouble();
            again = now.plus(answers.providerPause());
        }
        for (String destination : answers.throttled()) {
            throttled.put(
                    destination,
                    equipment.throttles().slowDown(workspace(), way.provider().id(), destination, now));
        }
    }

    private void finish() throws InterruptedException {
        // Reached with letters in flight only if the transport broke its promise to answer for each.
        inFlight.values()
                .forEach(to -> ended.add(new Settlement.Unknown(to.message(), "the transport gave no answer")));
        inFlight.clear();
        putBack.computeIfAbsent(again, time -> new ArrayList<>())
                .addAll(held.values().stream().map(Addressee::message).toList());
        released = putBack.values().stream().mapToInt(List::size).sum();
        Persistence.untilDone(
                () -> {
                    equipment.queue().settle(workspace(), ended);
                    putBack.forEach((until, messages) -> equipment.queue().release(workspace(), messages, until));
                    return released;
                },
                () -> !control.stopping().getAsBoolean());
        equipment.routing().giveBack(workspace(), way, unspent, reservation.day());
    }
}
