package lettermill.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import lettermill.TestClock;
import lettermill.TestDatabase;
import lettermill.base.CampaignId;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.queue.Claim;
import lettermill.ledger.queue.Claims;
import lettermill.ledger.queue.Order;
import lettermill.ledger.queue.Queues;
import lettermill.ledger.queue.Route;
import lettermill.ledger.queue.SendQueue;
import lettermill.ledger.queue.Settlement;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A ledger on a database of its own, and what its tests do with it. */
final class Desk {

    final TestClock clock = new TestClock(Instant.parse("2026-03-01T10:00:00Z"));
    final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
    final CampaignId campaign = new CampaignId(UUID.randomUUID());
    final List<RecordedEvent> published = new ArrayList<>();
    final List<Consumer<MailEventsRecorded>> followers = new ArrayList<>();
    final DataSource source;
    final JdbcClient database;
    /** The claim made last. */
    UUID claim = UUID.randomUUID();

    final Ledger ledger;
    final SendQueue queue;

    Desk() {
        this(TestDatabase.fresh());
    }

    private Desk(DataSource source) {
        this.source = source;
        database = JdbcClient.create(source);
        ledger = new Ledger(new Events(database), this::publish, clock);
        queue = process();
    }

    /** One more process on the same database. */
    SendQueue process() {
        return Queues.process(source, this::publish, clock);
    }

    private void publish(Object event) {
        MailEventsRecorded recorded = (MailEventsRecorded) event;
        published.addAll(recorded.events());
        followers.forEach(follower -> follower.accept(recorded));
    }

    /** Makes messages to the subscribers 1 to {@code people}. */
    void materialise(int people) {
        materialise(people, Order.DUE);
    }

    void materialise(int people, Order order) {
        queue.materialise(workspace, campaign, """
                SELECT n AS subscriber_id, 'p' || n || '@example.org' AS email, 'Person ' || n AS name,
                       NULL::text AS skip_reason
                FROM generate_series(1, :people) n""", Map.of("people", people), order);
    }

    List<MessageId> claim(SendQueue by, int limit) {
        by.keepAlive();
        Claims claims = by.claim(workspace, campaign, limit, Order.DUE);
        claim = claims.id();
        return claims.messages().stream().map(Claim::message).toList();
    }

    Route route() {
        return new Route(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), null, "the only one");
    }

    MessageId sentMessage() {
        materialise(1);
        List<MessageId> claimed = claim(queue, 1);
        queue.nextWave(workspace, claim, List.of(), claimed, route());
        queue.settle(workspace, claim, List.of(new Settlement.Sent(claimed.getFirst(), "provider-1")));
        return claimed.getFirst();
    }

    MailEvent event(EventType type, MessageId message, String key) {
        return new MailEvent(workspace, message, null, type, key, clock.instant(), null, null, null);
    }

    MailEvent hit(EventType type, MessageId message, String key, HitClass hitClass) {
        MailEvent.Hit hit = new MailEvent.Hit(hitClass, "rule", null, null, "agent", "192.0.2.1");
        return new MailEvent(workspace, message, null, type, key, clock.instant(), hit, null, null);
    }

    MailEvent bounce(MessageId message, String key, BounceType type) {
        MailEvent.Failure failure = new MailEvent.Failure(type, "5.1.1", "no such user");
        return new MailEvent(workspace, message, null, EventType.BOUNCE, key, clock.instant(), null, failure, null);
    }

    /** status, phase, reason, open count, machine open count of a message, joined by spaces. */
    String row(MessageId message) {
        return database.sql("""
                        SELECT concat_ws(' ', status, phase, coalesce(reason, '-'), open_count, machine_open_count)
                        FROM ledger.message WHERE id = :id""")
                .param("id", message.value())
                .query(String.class)
                .single();
    }

    Map<String, Integer> phases() {
        Map<String, Integer> phases = new java.util.TreeMap<>();
        database.sql("SELECT phase, count(*) AS n FROM ledger.message GROUP BY phase")
                .query(row -> {
                    phases.put(row.getString("phase"), row.getInt("n"));
                });
        return phases;
    }

    int events(EventType type) {
        return database.sql("SELECT count(*) FROM ledger.event WHERE type = :type")
                .param("type", type.name())
                .query(Integer.class)
                .single();
    }

    void passes(Duration time) {
        clock.advance(time);
    }
}
