package lettermill.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.queue.Settlement;
import lettermill.ledger.queue.Settlement.Failure;
import lettermill.routing.Reservation;
import lettermill.routing.RouteChoice;
import lettermill.routing.RoutePlan;
import lettermill.template.RenderingFailure;
import lettermill.wire.InvalidFieldException;
import lettermill.wire.Letter;
import lettermill.wire.Outcome;
import lettermill.wire.Wave;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way, wave by wave. Every message is at each moment in one of three places: {@code held} (no server has heard
 * of it), {@code inFlight} (with the transport) or {@code ended} (answered, to be recorded with the next statement), so
 * that whatever breaks, {@link #finish} knows what to write for each. When a provider fails, the letters that it did not take,
 * and those it was not asked to, go on by the next way; a letter whose answer was lost never does.
 */
final class Batch {

    private static final long LONGEST_NAP_MILLIS = 200;
    private static final Duration TRIAL_PAUSE = Duration.ofSeconds(10);

    private final Equipment equipment;
    private final Mailing mailing;
    private final UUID claim;
    private final Control control;
    /** Those not taken yet. */
    private final List<RouteChoice.Usable> ways;

    private final RoutePlan.Share share;

    private final Map<Long, Addressee> held = new LinkedHashMap<>();
    private final Map<Long, Addressee> inFlight = new LinkedHashMap<>();
    private final Map<Instant, List<MessageId>> putBack = new HashMap<>();
    private final List<Settlement> ended = new ArrayList<>();
    /** For the first way; null once it has been set out on. */
    private @Nullable Reservation reserved;

    private @Nullable Leg leg;
    private int handed;
    private int released;
    private boolean capped;
    private @Nullable String stopped;
    private Instant again;

    Batch(
            Equipment equipment,
            Mailing mailing,
            UUID claim,
            RoutePlan.Share share,
            Reservation reserved,
            Control control,
            List<Addressee> people) {
        this.equipment = equipment;
        this.mailing = mailing;
        this.claim = claim;
        this.ways = new ArrayList<>(share.ways());
        this.share = share;
        this.reserved = reserved;
        this.control = control;
        this.again = equipment.clock().instant();
        people.forEach(person -> held.put(person.message().value(), person));
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
                } else if (leg != null && leg.room(held.size()) > 0) {
                    wave(leg);
                } else {
                    capped |= leg != null;
                    if (!advance(held.size())) {
                        waitForRoom();
                    }
                }
            }
        } finally {
            finish();
        }
        return new BatchReport(handed, 0, released, stopped == null && capped ? share.full() : stopped);
    }

    /** Sets out on the next way that is open and has room; false when there is none. */
    private boolean advance(int wanted) {
        while (!ways.isEmpty()) {
            Optional<Leg> next = Leg.open(equipment, mailing.workspace(), ways.removeFirst(), wanted, reserved);
            reserved = null;
            if (next.isPresent() && next.get().room(wanted) > 0) {
                Leg before = leg;
                leg = next.get();
                if (before != null) {
                    before.close();
                }
                return true;
            }
            capped |= next.isPresent();
        }
        return false;
    }

    private void waitForRoom() {
        if (capped) {
            List.copyOf(held.values()).forEach(person -> putBack(person, share.whenFull()));
        } else {
            stopped = "another process tries whether the provider is back";
            again = equipment.clock().instant().plus(TRIAL_PAUSE);
        }
    }

    private void wave(Leg on) throws InterruptedException {
        List<Letter> letters = write(on, next(on));
        if (letters.isEmpty() || !slotCame(on)) {
            return;
        }
        List<MessageId> ids = letters.stream()
                .map(letter -> new MessageId(letter.messageId()))
                .toList();
        Set<Long> ours = equipment
                .queue()
                .nextWave(workspace(), claim, ended, ids, on.way().route());
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
        Wave wave = new Wave(workspace().value(), on.provider().id(), leaving, on.source());
        read(on, equipment.agent().deliver(wave));
    }

    /** The next messages that may leave now; those to a throttled destination are put back. */
    private List<Addressee> next(Leg on) {
        int size = on.wave();
        List<Addressee> next = new ArrayList<>(size);
        for (Addressee person : List.copyOf(held.values())) {
            if (next.size() == size) {
                break;
            }
            Instant until = on.throttledUntil(person.destination());
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

    private List<Letter> write(Leg on, List<Addressee> people) {
        List<Letter> letters = new ArrayList<>(people.size());
        for (Addressee person : people) {
            try {
                letters.add(equipment.writer().write(mailing, on.way().sender(), person));
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

    /** Waits for the provider's next slot, where its speed is capped; false when told to end meanwhile. */
    private boolean slotCame(Leg on) throws InterruptedException {
        Optional<Instant> slot = equipment.routing().takeSlot(on.way());
        if (slot.isEmpty()) {
            return true;
        }
        for (long millis = millisTo(slot.get()); millis > 0; millis = millisTo(slot.get())) {
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

    private void read(Leg on, List<Outcome> outcomes) {
        Instant now = equipment.clock().instant();
        Answers answers = new Answers(mailing.headers().nature(), now);
        Map<Settlement, Addressee> stranded = new LinkedHashMap<>();
        int left = 0;
        for (Outcome outcome : outcomes) {
            Addressee to = inFlight.remove(outcome.messageId());
            if (to != null) {
                Settlement settlement = answers.read(outcome, to);
                ended.add(settlement);
                left += settlement instanceof Settlement.Sent || settlement instanceof Settlement.Unknown ? 1 : 0;
                if (Answers.blamesWay(outcome)) {
                    stranded.put(settlement, to);
                }
            }
        }
        on.spend(left);
        answers.throttled().forEach(destination -> on.slowDown(destination, now));
        RouteChoice.Fault fault = answers.fault(on.provider().name(), on.source());
        if (fault != null) {
            equipment.routing().failed(on.way(), fault);
            if (!moveOn(fault, stranded)) {
                stopped = on.provider().name() + ": " + fault.words();
                again = now.plus(answers.pause(fault));
            }
        } else if (!outcomes.isEmpty()) {
            on.answered();
        }
    }

    /**
     * Takes the next way with all that can: what no server has heard of, and what was not taken on the one that failed.
     *
     * @return false when there is no such way, and everything stays as it was
     */
    private boolean moveOn(RouteChoice.Fault fault, Map<Settlement, Addressee> stranded) {
        ways.replaceAll(way -> way.after(fault));
        int wanted = held.size() + stranded.size();
        if (wanted == 0 || !advance(wanted)) {
            return wanted == 0;
        }
        List<Settlement> settled = ended.stream()
                .map(settlement -> stranded.containsKey(settlement)
                        ? new Settlement.Rerouted(settlement.message(), fault.what())
                        : settlement)
                .toList();
        equipment.queue().settle(workspace(), claim, settled);
        ended.clear();
        stranded.values().forEach(to -> held.put(to.message().value(), to.again()));
        return true;
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
                    equipment.queue().settle(workspace(), claim, ended);
                    putBack.forEach(
                            (until, messages) -> equipment.queue().release(workspace(), claim, messages, until));
                    return released;
                },
                () -> !control.stopping().getAsBoolean());
        if (leg != null) {
            leg.close();
        }
        if (reserved != null) {
            equipment.routing().giveBack(workspace(), ways.getFirst(), reserved);
        }
    }
}
