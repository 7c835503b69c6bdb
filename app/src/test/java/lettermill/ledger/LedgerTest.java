package lettermill.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Desk desk = new Desk();

    @Test
    void anyOrderAndRepetitionOfTheSameFactsEndsTheSame() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        MessageId message = desk.sentMessage();
        String expected = null;
        for (int round = 0; round < 20; round++) {
            desk.database.sql("DELETE FROM ledger.event").update();
            desk.database.sql("""
                            UPDATE ledger.message SET status = 'PENDING', phase = 'UNKNOWN', reason = NULL, sent_at = NULL,
                                delivered_at = NULL, opened_at = NULL, clicked_at = NULL, bounced_at = NULL,
                                unsubscribed_at = NULL, complained_at = NULL, open_count = 0, machine_open_count = 0""").update();
            List<MailEvent> facts = new ArrayList<>(List.of(
                    desk.event(EventType.DELIVERY, message, "d"),
                    desk.hit(EventType.OPEN, message, "o1", HitClass.HUMAN),
                    desk.hit(EventType.OPEN, message, "o2", HitClass.PREFETCH),
                    desk.hit(EventType.CLICK, message, "c", HitClass.HUMAN),
                    desk.event(EventType.UNSUBSCRIBE, message, "u"),
                    desk.event(EventType.COMPLAINT, message, "x"),
                    desk.bounce(message, "b", BounceType.SOFT)));
            facts.addAll(List.copyOf(facts));
            Collections.shuffle(facts, random);
            int cut = random.nextInt(facts.size());
            desk.ledger.record(facts.subList(0, cut));
            desk.ledger.record(facts.subList(cut, facts.size()));
            expected = expected == null ? desk.row(message) : expected;
            assertThat(desk.row(message)).as("seed " + seed).isEqualTo(expected);
        }
        assertThat(expected).isEqualTo("UNSUBSCRIBED DONE COMPLAINT 1 1");
    }

    @Test
    void aRepeatedFactIsRecordedAndToldOnce() {
        MessageId message = desk.sentMessage();
        desk.published.clear();
        MailEvent open = desk.hit(EventType.OPEN, message, "o", HitClass.HUMAN);
        assertThat(desk.ledger.record(List.of(open, open))).hasSize(1);
        assertThat(desk.ledger.record(List.of(open))).isEmpty();
        assertThat(desk.published).singleElement().satisfies(told -> {
            assertThat(told.first()).isEqualTo(RecordedEvent.First.YES);
            assertThat(told.event().campaign()).isEqualTo(desk.campaign);
        });
    }

    @Test
    void machinesNeverOpen() {
        MessageId message = desk.sentMessage();
        desk.ledger.record(List.of(desk.hit(EventType.OPEN, message, "m", HitClass.BOT)));
        assertThat(desk.row(message)).isEqualTo("SENT DONE - 0 1");
        List<RecordedEvent> person =
                desk.ledger.record(List.of(desk.hit(EventType.OPEN, message, "p", HitClass.PROXY)));
        assertThat(person).extracting(RecordedEvent::first).containsExactly(RecordedEvent.First.YES);
        assertThat(desk.row(message)).isEqualTo("OPENED DONE - 1 1");
    }

    @Test
    void anOpenAfterABounceStillCountsAndTheStatusStays() {
        MessageId message = desk.sentMessage();
        desk.ledger.record(List.of(desk.bounce(message, "b", BounceType.HARD)));
        desk.ledger.record(List.of(desk.hit(EventType.OPEN, message, "o", HitClass.HUMAN)));
        assertThat(desk.row(message)).isEqualTo("BOUNCED DONE HARD_BOUNCE 1 0");
    }

    @Test
    void aFactResolvesAMessageWhoseAnswerWasLost() {
        desk.materialise(1);
        MessageId message = desk.claim(desk.queue, 1).getFirst();
        desk.queue.nextWave(desk.workspace, desk.claim, List.of(), List.of(message), desk.route());
        desk.passes(Duration.ofMinutes(1));
        assertThat(desk.process().takeOver()).isEqualTo(1);
        assertThat(desk.row(message)).startsWith("PENDING UNKNOWN");
        desk.ledger.record(List.of(desk.event(EventType.DELIVERY, message, "d")));
        assertThat(desk.row(message)).startsWith("DELIVERED DONE");
        assertThat(desk.events(EventType.SEND)).isEqualTo(1);
    }

    @Test
    void factsAboutForeignMessagesTouchNothing() {
        MessageId message = desk.sentMessage();
        WorkspaceId stranger = new WorkspaceId(UUID.randomUUID());
        MailEvent complaint = new MailEvent(
                stranger, message, desk.campaign, EventType.COMPLAINT, "x", desk.clock.instant(), null, null, null);
        assertThat(desk.ledger.record(List.of(complaint))).singleElement().satisfies(told -> {
            assertThat(told.event().message()).isNull();
            assertThat(told.event().campaign()).isNull();
        });
        assertThat(desk.row(message)).startsWith("SENT");
    }

    @Test
    void locatesWhatExists() {
        MessageId message = desk.sentMessage();
        assertThat(desk.ledger.locate(List.of(message, new MessageId(99)))).containsOnlyKeys(message);
        Located located = desk.ledger.locate(List.of(message)).get(message);
        assertThat(located.workspace()).isEqualTo(desk.workspace);
        assertThat(located.sentAt()).isEqualTo(desk.clock.instant());
    }
}
