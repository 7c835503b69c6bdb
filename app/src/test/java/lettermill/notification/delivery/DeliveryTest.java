package lettermill.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import lettermill.base.MessageId;
import lettermill.ledger.EventType;
import lettermill.notification.endpoint.EndpointDesk;
import lettermill.workspace.Access;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Facts reach who wants them, signed, each once where nothing fails. */
class DeliveryTest {

    private final DeliveryDesk desk = new DeliveryDesk();
    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
        desk.close();
    }

    @Test
    void aFactReachesTheReceiverWithWhoseItIsAndProof() {
        EndpointDesk.Made endpoint = desk.endpoints.create(receiver.url("/hooks?x=1"), "message.bounce");
        MessageId message = desk.message(desk.workspace, "p@example.org");
        desk.record(List.of(desk.fact(desk.workspace, message, EventType.BOUNCE)));
        desk.deliver();
        Receiver.Received got = receiver.received().getFirst();
        assertThat(got.signedBy(endpoint.secret())).isTrue();
        assertThat(got.path()).isEqualTo("/hooks?x=1");
        assertThat(got.timestamp()).isEqualTo(Long.toString(DeliveryDesk.NOW.getEpochSecond()));
        JsonNode json = got.json();
        assertThat(json.get("type").asString()).isEqualTo("message.bounce");
        assertThat(json.get("timestamp").asString()).isEqualTo("2026-03-01T10:00:00Z");
        JsonNode data = json.get("data");
        assertThat(data.get("message_id").asLong()).isEqualTo(message.value());
        assertThat(data.get("email").asString()).isEqualTo("p@example.org");
        assertThat(data.get("record_id").asString()).isEqualTo("crm-7");
        assertThat(data.get("bounce_type").asString()).isEqualTo("HARD");
        assertThat(data.get("diagnostic").asString()).isEqualTo("no such \"user\"");
        Delivery delivery = desk.only(endpoint.id());
        assertThat(delivery.state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(delivery.lastStatus()).isEqualTo(204);
        assertThat(got.id()).isEqualTo(delivery.eventId().toString());
    }

    @Test
    void exactlyWhatIsWantedIsQueuedOnceForEachWhoWantsIt() {
        EndpointDesk.Made bounces = desk.endpoints.create(receiver.url("/bounces"), "message.bounce");
        desk.endpoints.create(receiver.url("/all"), "*");
        EndpointDesk.Made off = desk.endpoints.create(receiver.url("/off"), "*");
        desk.endpoints.activate(off.id(), false);
        Access stranger = desk.endpoints.newWorkspace("stranger");
        desk.endpoints.create(stranger, receiver.url("/stranger"), "*");
        MessageId message = desk.message(desk.workspace, "p@example.org");
        desk.record(List.of(desk.fact(desk.workspace, message, EventType.DELIVERY)));
        desk.record(List.of(desk.fact(desk.workspace, message, EventType.DELIVERY)));
        desk.record(List.of(desk.fact(desk.workspace, message, EventType.BOUNCE)));
        desk.deliver();
        assertThat(receiver.received().stream().map(each -> each.path() + " " + each.type()))
                .containsExactlyInAnyOrder(
                        "/bounces message.bounce", "/all message.send", "/all message.delivery", "/all message.bounce");
        assertThat(desk.only(bounces.id()).eventType()).isEqualTo("message.bounce");
    }

    @Test
    void whatIsRolledBackIsToldToNobody() {
        desk.endpoints.create(receiver.url("/"), "*");
        MessageId message = desk.message(desk.workspace, "p@example.org");
        desk.endpoints.transaction.executeWithoutResult(status -> {
            desk.endpoints.ledger.record(List.of(desk.fact(desk.workspace, message, EventType.BOUNCE)));
            assertThat(desk.rows()).as("written in the fact's own transaction").isEqualTo(2);
            status.setRollbackOnly();
        });
        desk.deliver();
        assertThat(desk.rows()).isZero();
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void aThousandEventsAllArrive() {
        EndpointDesk.Made endpoint = desk.endpoints.create(receiver.url("/"), "message.delivery");
        desk.record(EventType.DELIVERY, 1_000);
        desk.deliver();
        assertThat(receiver.received()).hasSize(1_000).allMatch(each -> each.signedBy(endpoint.secret()));
        Set<String> people = receiver.received().stream()
                .map(each -> each.json().get("data").get("email").asString())
                .collect(Collectors.toSet());
        assertThat(people).hasSize(1_000);
        assertThat(desk.of(endpoint.id())).allMatch(each -> each.state() == Delivery.State.DELIVERED);
    }

    @Test
    void anEndpointThatHangsHoldsUpNoOther() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (Receiver slow = new Receiver()) {
            slow.behaves(exchange -> {
                release.await(20, TimeUnit.SECONDS);
                Receiver.reply(exchange, 204, java.util.Map.of(), "");
            });
            EndpointDesk.Made hanging = desk.endpoints.create(slow.url("/"), "message.delivery");
            EndpointDesk.Made quick = desk.endpoints.create(receiver.url("/"), "message.delivery");
            desk.record(EventType.DELIVERY, 30);
            Thread job = Thread.ofVirtual().start(desk::deliver);
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> receiver.received().size() == 30);
            assertThat(slow.received()).as("never more at a time").hasSizeBetween(1, Lanes.EACH);
            release.countDown();
            job.join();
            assertThat(desk.of(hanging.id())).allMatch(each -> each.state() == Delivery.State.DELIVERED);
            assertThat(desk.of(quick.id())).allMatch(each -> each.attempts() == 1);
        }
    }

    @Test
    void whileASecretIsReplacedBothSign() {
        EndpointDesk.Made endpoint = desk.endpoints.create(receiver.url("/"), "message.delivery");
        String second = desk.endpoints.rotate(endpoint.id(), 24);
        desk.record(EventType.DELIVERY, 1);
        desk.deliver();
        assertThat(receiver.received().getLast().signedBy(endpoint.secret())).isTrue();
        assertThat(receiver.received().getLast().signedBy(second)).isTrue();
        desk.clock.advance(Duration.ofHours(25));
        desk.record(EventType.DELIVERY, 1);
        desk.deliver();
        assertThat(receiver.received().getLast().signedBy(endpoint.secret())).isFalse();
        assertThat(receiver.received().getLast().signedBy(second)).isTrue();
        String third = desk.endpoints.rotate(endpoint.id(), 0);
        desk.record(EventType.DELIVERY, 1);
        desk.deliver();
        assertThat(receiver.received().getLast().signedBy(second)).isFalse();
        assertThat(receiver.received().getLast().signedBy(third)).isTrue();
    }
}
