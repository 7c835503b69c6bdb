package lettermill.notification.delivery;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import lettermill.TestClock;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.engine.ActivityRun;
import lettermill.ledger.EventType;
import lettermill.ledger.MailEvent;
import lettermill.notification.endpoint.EndpointDesk;
import org.jspecify.annotations.Nullable;

/** The whole way of an event: ledger, queue, job, receiver. */
final class DeliveryDesk implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration PAUSE = Duration.ofMillis(2);

    final TestClock clock = new TestClock(NOW);
    final EndpointDesk endpoints;
    final WorkspaceId workspace;
    private final Deliveries deliveries;
    private final DeliverWebhooks job;

    DeliveryDesk() {
        this("127.0.0.0/8", "127.0.0.1:1");
    }

    DeliveryDesk(String networks, String resolver) {
        endpoints = new EndpointDesk(clock, networks, resolver);
        workspace = endpoints.access.workspace();
        deliveries = endpoints.context.getBean(Deliveries.class);
        job = new DeliverWebhooks(
                deliveries,
                endpoints.context.getBean(Clerk.class),
                endpoints.context.getBean(Courier.class),
                clock,
                PAUSE);
    }

    MessageId message(WorkspaceId owner, String email) {
        return new MessageId(endpoints
                .database
                .sql("""
                        INSERT INTO ledger.message (workspace_id, kind, email, record_id, status, phase, created_at, updated_at)
                        VALUES (:owner, 'CAMPAIGN', :email, 'crm-7', 'PENDING', 'WAITING', :now, :now) RETURNING id""")
                .param("owner", owner.value())
                .param("email", email)
                .param("now", Timestamp.from(NOW))
                .query(Long.class)
                .single());
    }

    MailEvent fact(WorkspaceId owner, MessageId message, EventType type) {
        MailEvent.Failure failure = type == EventType.BOUNCE
                ? new MailEvent.Failure(lettermill.ledger.BounceType.HARD, "5.1.1", "no such \"user\"")
                : null;
        return new MailEvent(
                owner, message, null, type, type + "/" + message, clock.instant(), null, failure, "SENDGRID");
    }

    /** Records facts about one new message each. */
    void record(EventType type, int count) {
        List<MailEvent> facts = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            facts.add(fact(workspace, message(workspace, "p" + number + "@example.org"), type));
        }
        record(facts);
    }

    void record(List<MailEvent> facts) {
        endpoints.transaction.executeWithoutResult(status -> endpoints.ledger.record(facts));
    }

    /** Delivers until nothing is due. */
    void deliver() {
        try {
            job.run(new ActivityRun(
                    "deliver-webhooks",
                    1,
                    () -> deliveries.due(1, clock.instant()).isEmpty()));
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Oldest first. */
    List<Delivery> of(UUID endpoint) {
        return endpoints
                .context
                .getBean(DeliveryLog.class)
                .list(workspace, new DeliveryLog.Filter(endpoint, null, null, null, Long.MAX_VALUE), 2_000)
                .reversed();
    }

    Delivery only(UUID endpoint) {
        List<Delivery> all = of(endpoint);
        if (all.size() != 1) {
            throw new AssertionError("not one delivery but " + all);
        }
        return all.getFirst();
    }

    @Nullable
    Instant next(UUID endpoint) {
        return only(endpoint).nextAttemptAt();
    }

    int rows() {
        return endpoints
                .database
                .sql("SELECT count(*) FROM notification.delivery")
                .query(Integer.class)
                .single();
    }

    @Override
    public void close() {
        endpoints.close();
    }
}
