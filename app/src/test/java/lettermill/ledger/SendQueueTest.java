package lettermill.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import lettermill.base.MessageId;
import lettermill.ledger.queue.Claim;
import lettermill.ledger.queue.Claims;
import lettermill.ledger.queue.Order;
import lettermill.ledger.queue.SendQueue;
import lettermill.ledger.queue.Settlement;
import lettermill.ledger.queue.TestRecipient;
import org.junit.jupiter.api.Test;

class SendQueueTest {

    private final Desk desk = new Desk();

    @Test
    void skippedPeopleHaveTheirReasonFromTheStart() {
        desk.queue.materialise(desk.workspace, desk.campaign, """
                SELECT * FROM (VALUES (1::bigint, 'a@example.org', 'A', NULL), (2, 'b@example.org', 'B', :why))
                    AS p(subscriber_id, email, name, skip_reason)""", Map.of("why", "UNSUBSCRIBED"), Order.DUE);
        assertThat(desk.claim(desk.queue, 10)).hasSize(1);
        assertThat(desk.database
                        .sql("SELECT status || ' ' || reason FROM ledger.message WHERE subscriber_id = 2")
                        .query(String.class)
                        .single())
                .isEqualTo("FAILED UNSUBSCRIBED");
    }

    @Test
    void whoOpenedOrClickedLatelyComesFirstAlsoOnceItWasPutBack() {
        desk.database.sql("""
                        INSERT INTO ledger.message (workspace_id, kind, subscriber_id, email, status, phase, sent_at, opened_at,
                            clicked_at, created_at, updated_at)
                        SELECT :workspace, 'ONBOARDING', p.id, 'x@example.org', 'OPENED', 'DONE', p.opened, p.opened, p.clicked,
                            p.opened, p.opened
                        FROM (VALUES (2, '2026-02-20Z'::timestamptz, NULL), (4, '2026-02-27Z', NULL), (4, '2025-02-27Z', NULL),
                            (5, '2026-01-01Z', '2026-02-25Z'::timestamptz)) AS p (id, opened, clicked)""").param("workspace", desk.workspace.value()).update();
        desk.materialise(6, Order.ENGAGED);
        assertThat(people(2)).containsExactly(4L, 5L);
        Instant tomorrow = desk.clock.instant().plus(Duration.ofDays(1));
        desk.queue.release(desk.workspace, desk.claim, List.copyOf(claimed), tomorrow);
        desk.queue.close(desk.claim);
        assertThat(people(1)).containsExactly(2L);
        desk.queue.release(desk.workspace, desk.claim, List.copyOf(claimed), tomorrow);
        desk.queue.close(desk.claim);
        desk.passes(Duration.ofDays(1));
        assertThat(people(6)).containsExactly(4L, 5L, 2L, 1L, 3L, 6L);
    }

    private final List<MessageId> claimed = new ArrayList<>();

    private List<Long> people(int limit) {
        desk.queue.keepAlive();
        Claims claims = desk.queue.claim(desk.workspace, desk.campaign, limit, Order.ENGAGED);
        desk.claim = claims.id();
        claimed.clear();
        claims.messages().forEach(claim -> claimed.add(claim.message()));
        return claims.messages().stream()
                .map(claim ->
                        claim.subscriber() == null ? 0 : claim.subscriber().value())
                .toList();
    }

    @Test
    void noMessageIsClaimedTwice() throws InterruptedException {
        desk.materialise(1_000);
        Set<MessageId> claimed = ConcurrentHashMap.newKeySet();
        List<Thread> lanes = java.util.stream.IntStream.range(0, 4)
                .mapToObj(lane -> Thread.ofPlatform().start(() -> {
                    SendQueue process = desk.process();
                    for (List<MessageId> batch = desk.claim(process, 37);
                            !batch.isEmpty();
                            batch = desk.claim(process, 37)) {
                        batch.forEach(
                                message -> assertThat(claimed.add(message)).isTrue());
                    }
                }))
                .toList();
        for (Thread lane : lanes) {
            lane.join();
        }
        assertThat(claimed).hasSize(1_000);
    }

    @Test
    void aWaveRecordsThePreviousOneAndHandsOverOnlyWhatIsOurs() {
        desk.materialise(4);
        List<MessageId> claimed = desk.claim(desk.queue, 4);
        Set<Long> first =
                desk.queue.nextWave(desk.workspace, desk.claim, List.of(), claimed.subList(0, 2), desk.route());
        assertThat(first).hasSize(2);
        List<Settlement> ended = List.of(
                new Settlement.Sent(claimed.get(0), null),
                new Settlement.Failed(
                        claimed.get(1),
                        new Settlement.Failure(Settlement.Failure.Kind.HARD_BOUNCE, "5.1.1", "550 no such user")));
        Set<Long> second = desk.queue.nextWave(desk.workspace, desk.claim, ended, claimed.subList(2, 4), desk.route());
        assertThat(second).hasSize(2);
        assertThat(desk.row(claimed.get(0))).startsWith("SENT DONE -");
        assertThat(desk.row(claimed.get(1))).startsWith("BOUNCED DONE HARD_BOUNCE");
        assertThat(desk.published)
                .extracting(told -> told.event().type())
                .containsExactlyInAnyOrder(EventType.SEND, EventType.BOUNCE);
        assertThat(desk.process().nextWave(desk.workspace, desk.claim, List.of(), claimed, desk.route()))
                .isEmpty();
    }

    @Test
    void theDeadLoseTheirMessages() {
        desk.materialise(3);
        List<MessageId> claimed = desk.claim(desk.queue, 2);
        desk.queue.nextWave(desk.workspace, desk.claim, List.of(), claimed.subList(0, 1), desk.route());
        SendQueue other = desk.process();
        assertThat(other.takeOver()).isZero();
        assertThat(desk.phases()).isEqualTo(Map.of("WAITING", 3));
        desk.passes(SendQueue.LEASE.plus(Duration.ofSeconds(1)));
        assertThat(other.takeOver()).isEqualTo(1);
        assertThat(desk.phases()).isEqualTo(Map.of("UNKNOWN", 1, "WAITING", 2));
        assertThat(desk.queue.nextWave(desk.workspace, desk.claim, List.of(), claimed.subList(1, 2), desk.route()))
                .as("a process that was only slow may not hand over what it lost")
                .isEmpty();
        desk.queue.settle(desk.workspace, desk.claim, List.of(new Settlement.Sent(claimed.getFirst(), null)));
        assertThat(desk.row(claimed.getFirst()))
                .as("but its late answer is better than none")
                .startsWith("SENT DONE");
    }

    @Test
    void deferredMessagesComeBackWhenDue() {
        desk.materialise(1);
        List<MessageId> claimed = desk.claim(desk.queue, 1);
        desk.queue.nextWave(desk.workspace, desk.claim, List.of(), claimed, desk.route());
        Settlement later =
                new Settlement.Later(claimed.getFirst(), desk.clock.instant().plusSeconds(60), "451 greylisted");
        desk.queue.settle(desk.workspace, desk.claim, List.of(later));
        desk.queue.close(desk.claim);
        assertThat(desk.claim(desk.queue, 1)).isEmpty();
        assertThat(desk.queue.nextDue(desk.workspace, desk.campaign))
                .contains(desk.clock.instant().plusSeconds(60));
        desk.passes(Duration.ofSeconds(60));
        Claim again = desk.queue
                .claim(desk.workspace, desk.campaign, 1, Order.DUE)
                .messages()
                .getFirst();
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(again.firstAttemptAt()).isEqualTo(desk.clock.instant().minusSeconds(60));
    }

    @Test
    void aFactThatIsFasterThanTheAnswerStays() {
        desk.materialise(1);
        List<MessageId> claimed = desk.claim(desk.queue, 1);
        desk.queue.nextWave(desk.workspace, desk.claim, List.of(), claimed, desk.route());
        desk.ledger.record(List.of(desk.hit(EventType.OPEN, claimed.getFirst(), "o", HitClass.HUMAN)));
        desk.queue.settle(desk.workspace, desk.claim, List.of(new Settlement.Sent(claimed.getFirst(), null)));
        assertThat(desk.row(claimed.getFirst())).isEqualTo("OPENED DONE - 1 0");
        assertThat(desk.events(EventType.SEND)).isEqualTo(1);
        assertThat(new HashSet<>(desk.published)).hasSize(2);
    }

    @Test
    void releasedClaimsWaitAgain() {
        desk.materialise(2);
        List<MessageId> claimed = desk.claim(desk.queue, 2);
        UUID claim = desk.claim;
        desk.queue.release(desk.workspace, claim, claimed, desk.clock.instant());
        assertThat(desk.claim(desk.process(), 5)).isEmpty();
        desk.queue.close(claim);
        assertThat(desk.claim(desk.process(), 5)).hasSize(2);
    }

    @Test
    void aTestIsInNoCampaignAndFailsWhenItsProcessDies() {
        TestRecipient to = new TestRecipient(null, "me@example.org", null, "{\"a\": 1}");
        Claim claim =
                desk.queue.claimTests(desk.workspace, List.of(to)).messages().getFirst();
        assertThat(claim.contextJson()).contains("\"a\"");
        desk.passes(SendQueue.LEASE.plus(Duration.ofSeconds(1)));
        assertThat(desk.process().takeOver()).isZero();
        assertThat(desk.row(claim.message())).startsWith("FAILED DONE NOT_SENT");
    }

    @Test
    void cancellingEndsAllButWhatIsInFlight() {
        desk.materialise(3);
        List<MessageId> claimed = desk.claim(desk.queue, 2);
        desk.queue.nextWave(desk.workspace, desk.claim, List.of(), claimed.subList(0, 1), desk.route());
        assertThat(desk.queue.abandon(desk.workspace, desk.campaign, "CAMPAIGN_CANCELLED"))
                .isEqualTo(2);
        Settlement sent = new Settlement.Sent(claimed.getFirst(), null);
        assertThat(desk.queue.nextWave(desk.workspace, desk.claim, List.of(sent), claimed.subList(1, 2), desk.route()))
                .as("what was cancelled is not handed over")
                .isEmpty();
        assertThat(desk.row(claimed.getFirst())).startsWith("SENT DONE -");
        assertThat(desk.row(claimed.getLast())).startsWith("FAILED DONE CAMPAIGN_CANCELLED");
    }

    @Test
    void whatSomebodyReportsBetweenClaimAndHandingOverIsNotMailedAgain() {
        desk.materialise(1);
        List<MessageId> claimed = desk.claim(desk.queue, 1);
        desk.ledger.record(List.of(desk.event(EventType.DELIVERY, claimed.getFirst(), "d")));
        assertThat(desk.queue.nextWave(desk.workspace, desk.claim, List.of(), claimed, desk.route()))
                .isEmpty();
    }

    @Test
    void settlingTwiceCountsOnce() {
        desk.materialise(2);
        List<MessageId> claimed = desk.claim(desk.queue, 2);
        desk.queue.nextWave(desk.workspace, desk.claim, List.of(), claimed, desk.route());
        List<Settlement> ended = List.of(
                new Settlement.Sent(claimed.getFirst(), null),
                new Settlement.Later(claimed.getLast(), desk.clock.instant(), "451 not now"));
        desk.queue.settle(desk.workspace, desk.claim, ended);
        desk.queue.settle(desk.workspace, desk.claim, ended);
        desk.queue.close(desk.claim);
        assertThat(desk.events(EventType.SEND)).isEqualTo(1);
        assertThat(desk.queue.claim(desk.workspace, desk.campaign, 5, Order.DUE).messages())
                .singleElement()
                .extracting(Claim::attempts)
                .isEqualTo(1);
    }

    @Test
    void aWaveWhoseCommitWasNotHeardOfIsReleasedAndComesAgain() {
        desk.materialise(1);
        List<MessageId> claimed = desk.claim(desk.queue, 1);
        desk.queue.nextWave(desk.workspace, desk.claim, List.of(), claimed, desk.route());
        desk.queue.release(desk.workspace, desk.claim, claimed, desk.clock.instant());
        desk.queue.close(desk.claim);
        assertThat(desk.claim(desk.process(), 1)).isEqualTo(claimed);
    }

    @Test
    void aClaimWithMessagesInFlightIsNotClosed() {
        desk.materialise(1);
        List<MessageId> claimed = desk.claim(desk.queue, 1);
        desk.queue.nextWave(desk.workspace, desk.claim, List.of(), claimed, desk.route());
        desk.queue.close(desk.claim);
        desk.passes(SendQueue.LEASE.plus(Duration.ofSeconds(1)));
        assertThat(desk.process().takeOver()).isEqualTo(1);
    }
}
