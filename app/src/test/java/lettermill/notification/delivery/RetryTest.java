package lettermill.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lettermill.ledger.EventType;
import lettermill.notification.endpoint.Endpoint;
import lettermill.notification.endpoint.EndpointDesk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What follows when an endpoint fails, asks for a pause, redirects, or wants no more. */
class RetryTest {

    private final DeliveryDesk desk = new DeliveryDesk();
    private final Receiver receiver = new Receiver();
    private final EndpointDesk.Made endpoint = desk.endpoints.create(receiver.url("/"), "message.delivery");

    @AfterEach
    void close() {
        receiver.close();
        desk.close();
    }

    private Delivery delivery() {
        return desk.only(endpoint.id());
    }

    private Endpoint state() {
        return desk.endpoints.get(endpoint.id());
    }

    @Test
    void aFailureIsTriedAgainWithTheSameIdUntilItGetsThrough() {
        receiver.answers(503, Map.of(), "we are\nmoving");
        desk.record(EventType.DELIVERY, 1);
        desk.deliver();
        desk.deliver();
        assertThat(receiver.received()).as("not before its time").hasSize(1);
        assertThat(delivery().state()).isEqualTo(Delivery.State.WAITING);
        assertThat(delivery().lastStatus()).isEqualTo(503);
        assertThat(delivery().lastAnswer()).isEqualTo("we are\nmoving");
        assertThat(state().failingSince()).isEqualTo(DeliveryDesk.NOW);
        assertThat(desk.next(endpoint.id()))
                .isBetween(DeliveryDesk.NOW.plusMillis(7_500), DeliveryDesk.NOW.plusMillis(12_500));
        receiver.answers(200);
        desk.clock.set(delivery().nextAttemptAt());
        desk.deliver();
        assertThat(delivery().state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(delivery().attempts()).isEqualTo(2);
        assertThat(state().failingSince()).isNull();
        Receiver.Received first = receiver.received().getFirst();
        Receiver.Received second = receiver.received().getLast();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.timestamp()).isNotEqualTo(first.timestamp());
        assertThat(second.signedBy(endpoint.secret())).isTrue();
    }

    @Test
    void afterThreeDaysItIsGivenUpAndTheEndpointEnded() {
        receiver.answers(500);
        desk.record(EventType.DELIVERY, 1);
        List<Duration> waits = new ArrayList<>();
        desk.deliver();
        while (delivery().state() == Delivery.State.WAITING) {
            Instant next = delivery().nextAttemptAt();
            waits.add(Duration.between(desk.clock.instant(), next));
            desk.clock.set(next);
            desk.deliver();
        }
        assertThat(desk.clock.instant()).isEqualTo(DeliveryDesk.NOW.plus(Duration.ofDays(3)));
        assertThat(waits).hasSizeBetween(11, 18).allMatch(wait -> wait.compareTo(Duration.ofHours(15)) <= 0);
        assertThat(receiver.received()).hasSize(waits.size() + 1);
        assertThat(delivery().state()).isEqualTo(Delivery.State.FAILED);
        assertThat(state().active()).isFalse();
        assertThat(state().disabledReason()).contains("nothing got through since 2026-03-01T10:00:00Z");
        assertThat(alerts())
                .containsExactly(
                        "ENDPOINT_DISABLED " + endpoint.id() + " 1 nothing got through since 2026-03-01T10:00:00Z");
        desk.record(EventType.DELIVERY, 1);
        assertThat(desk.rows()).as("nothing more is queued").isEqualTo(1);
    }

    /** Kind, subject, how often and why. */
    private List<String> alerts() {
        return desk.endpoints
                .database
                .sql("SELECT concat_ws(' ', kind, subject, times, details ->> 'reason') FROM alert.alert ORDER BY id")
                .query(String.class)
                .list();
    }

    @Test
    void theWorkspacesOtherEndpointsHearOfTheEnd() {
        EndpointDesk.Made other = desk.endpoints.create(receiver.url("/alerts"), "alert.raised");
        receiver.answers(410);
        desk.record(EventType.DELIVERY, 1);
        desk.deliver();
        assertThat(state().active()).isFalse();
        receiver.answers(200);
        desk.deliver();
        assertThat(desk.only(other.id()).state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(receiver.received().getLast().body())
                .contains("\"type\":\"alert.raised\"")
                .contains("\"kind\":\"ENDPOINT_DISABLED\"")
                .contains("\"endpoint_id\":\"" + endpoint.id() + "\"")
                .contains("it answered 410 Gone");
    }

    @Test
    void whoeverSaysGoneIsLeftAloneAtOnce() {
        receiver.answers(410);
        desk.record(EventType.DELIVERY, 3);
        desk.deliver();
        assertThat(state().active()).isFalse();
        assertThat(alerts()).hasSize(1);
        assertThat(receiver.received().size()).isLessThanOrEqualTo(Lanes.EACH);
        assertThat(desk.of(endpoint.id())).anyMatch(each -> each.state() == Delivery.State.FAILED);
    }

    @Test
    void aPauseThatIsAskedForHoldsForAllThatWaits() {
        receiver.answers(429, Map.of("Retry-After", "3600"), "");
        desk.record(EventType.DELIVERY, 1);
        desk.deliver();
        receiver.answers(200);
        desk.record(EventType.DELIVERY, 1);
        desk.deliver();
        assertThat(receiver.received()).hasSize(1);
        desk.clock.advance(Duration.ofHours(1));
        desk.deliver();
        assertThat(desk.of(endpoint.id())).allMatch(each -> each.state() == Delivery.State.DELIVERED);
        assertThat(receiver.received()).hasSize(3);
    }

    @Test
    void aRedirectIsAFailureAndNotFollowed() {
        try (Receiver elsewhere = new Receiver()) {
            receiver.answers(307, Map.of("Location", elsewhere.url("/internal")), "");
            desk.record(EventType.DELIVERY, 1);
            desk.deliver();
            assertThat(elsewhere.received()).isEmpty();
            assertThat(delivery().lastStatus()).isEqualTo(307);
            assertThat(delivery().state()).isEqualTo(Delivery.State.WAITING);
        }
    }

    @Test
    void aWorkerThatDiedLosesItsDeliveryToAnother() {
        desk.record(EventType.DELIVERY, 1);
        Clerk clerk = desk.endpoints.context.getBean(Clerk.class);
        assertThat(clerk.next(desk.workspace, endpoint.id())).isPresent();
        desk.deliver();
        assertThat(receiver.received()).isEmpty();
        desk.clock.advance(Duration.ofMinutes(2));
        desk.deliver();
        assertThat(delivery().state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(delivery().attempts()).isEqualTo(2);
    }

    @Test
    void whatFailedIsDeliveredOnceMoreByHand() {
        receiver.answers(410);
        desk.record(EventType.DELIVERY, 1);
        desk.deliver();
        receiver.answers(200);
        desk.endpoints.activate(endpoint.id(), true);
        DeliveryService service = desk.endpoints.context.getBean(DeliveryService.class);
        service.redeliver(desk.endpoints.access, endpoint.id(), delivery().id());
        desk.deliver();
        assertThat(delivery().state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(receiver.received().getLast().id())
                .isEqualTo(receiver.received().getFirst().id());
    }

    @Test
    void deliveriesAreForgottenAfterThirtyDays() {
        desk.record(EventType.DELIVERY, 1);
        desk.deliver();
        desk.clock.advance(Duration.ofDays(29));
        PurgeDeliveries purge = desk.endpoints.context.getBean(PurgeDeliveries.class);
        purge.run(new lettermill.engine.ActivityRun("purge", 1, () -> false));
        assertThat(desk.rows()).isEqualTo(1);
        desk.clock.advance(Duration.ofDays(2));
        purge.run(new lettermill.engine.ActivityRun("purge", 1, () -> false));
        assertThat(desk.rows()).isZero();
    }

    @Test
    void noWaitIsLongerThanHalfADayAndAQuarterOrPassesTheEnd() {
        Random random = new Random(7);
        Instant end = DeliveryDesk.NOW.plus(RetryPlan.LONGEST);
        assertThat(RetryPlan.next(DeliveryDesk.NOW, 1_000, end, null, random).orElseThrow())
                .isBefore(DeliveryDesk.NOW.plus(Duration.ofHours(15)));
        assertThat(RetryPlan.next(DeliveryDesk.NOW, 1, end, Duration.ofDays(9), random))
                .contains(end);
        assertThat(RetryPlan.next(end, 1, end, null, random)).isEmpty();
    }
}
