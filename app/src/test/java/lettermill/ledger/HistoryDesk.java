package lettermill.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lettermill.audience.Departures;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.campaign.CampaignFigures;
import lettermill.ledger.History.Settle;
import lettermill.ledger.queue.Resolution;
import lettermill.ledger.queue.Settlement;

/** A campaign on a database of its own with a message for each history, and all that follows its facts. */
final class HistoryDesk {

    private static final String FIGURES = """
            concat_ws(', ', 'sent ' || sent_count, 'delivered ' || delivered_count, 'failed ' || failed_count,
                'opens ' || open_count, 'unique opens ' || unique_open_count, 'clicks ' || click_count,
                'unique clicks ' || unique_click_count, 'machine opens ' || machine_open_count,
                'machine clicks ' || machine_click_count, 'bounces ' || bounce_count,
                'unsubscribes ' || unsubscribe_count, 'complaints ' || complaint_count)""";

    private final Desk desk = new Desk();
    private final Recipients recipients = new Recipients(desk.database);

    HistoryDesk(List<History> histories) {
        Timestamp now = Timestamp.from(desk.clock.instant());
        Map<String, Object> names = Map.of(
                "workspace",
                desk.workspace.value(),
                "campaign",
                desk.campaign.value(),
                "now",
                now,
                "people",
                histories.size());
        desk.database.sql("""
                        INSERT INTO workspace.workspace (id, slug, name, timezone, created_at, updated_at)
                        VALUES (:workspace, 'acme', 'Acme', 'UTC', :now, :now)""").params(names).update();
        desk.database.sql("""
                        INSERT INTO campaign.campaign (id, workspace_id, name, campaign_type, status,
                            max_lateness_seconds, created_at, updated_at)
                        VALUES (:campaign, :workspace, 'May', 'ONE_TIME', 'SENDING', 0, :now, :now)""").params(names).update();
        desk.database.sql("""
                        INSERT INTO audience.subscriber (workspace_id, email, email_key, status, created_at, updated_at)
                        SELECT :workspace, a, a, 'ACTIVE', :now, :now
                        FROM (SELECT 'p' || n || '@example.org' AS a FROM generate_series(1, :people) n) addresses""").params(names).update();
        desk.followers.add(CampaignFigures.follower(desk.database, recipients, desk.clock));
        desk.followers.add(Departures.follower(desk.ledger, desk.database, desk.clock));
        start(histories);
    }

    private void start(List<History> histories) {
        desk.materialise(histories.size());
        List<MessageId> claimed = desk.claim(desk.queue, histories.size());
        desk.queue.nextWave(desk.workspace, desk.claim, List.of(), claimed, desk.route());
        List<Settlement> settled = new ArrayList<>();
        for (History history : histories) {
            switch (history.start()) {
                case SENT -> settled.add(settlement(new Settle(history.message(), Settle.How.SENT)));
                case UNKNOWN -> settled.add(settlement(new Settle(history.message(), Settle.How.UNKNOWN)));
                case HANDED -> {}
            }
        }
        desk.queue.settle(desk.workspace, desk.claim, settled);
    }

    WorkspaceId workspace() {
        return desk.workspace;
    }

    /** A fact about the first message. */
    MailEvent event(EventType type, String key, int minute) {
        MessageId message = new MessageId(1);
        return new History.Report(message, type, key, minute, null, null).event(desk.workspace);
    }

    void record(List<MailEvent> facts) {
        desk.ledger.record(facts);
    }

    void settle(Settle settle) {
        desk.queue.settle(desk.workspace, desk.claim, List.of(settlement(settle)));
    }

    private Settlement settlement(Settle settle) {
        MessageId message = settle.message();
        return switch (settle.how()) {
            case SENT -> new Settlement.Sent(message, "provider-" + message);
            case LATER -> new Settlement.Later(message, desk.clock.instant().plusSeconds(60), "not now");
            case UNKNOWN -> new Settlement.Unknown(message, "no answer");
            case HARD_BOUNCE -> failed(message, Settlement.Failure.Kind.HARD_BOUNCE);
            case REFUSED -> failed(message, Settlement.Failure.Kind.REFUSED);
        };
    }

    private static Settlement failed(MessageId message, Settlement.Failure.Kind kind) {
        return new Settlement.Failed(message, new Settlement.Failure(kind, "5.0.0", "said to the sender"));
    }

    /** As the service does it: what a person decides without a fact is counted at once. */
    void rest(MessageId message) {
        if (desk.queue.resolve(desk.workspace, desk.campaign, List.of(message), Resolution.LEAVE) > 0) {
            recount();
        }
    }

    /** Everything that a person can see of a message and of whom it went to, but when it was looked at last. */
    String state(MessageId message) {
        return desk.database
                .sql("""
                        SELECT concat_ws(' | ', m.status, m.phase, coalesce(m.reason, '-'),
                            coalesce(CASE WHEN m.status <> 'PENDING' THEN m.reason_detail END, '-'),
                            coalesce(m.sent_at::text, '-'), coalesce(m.delivered_at::text, '-'), coalesce(m.opened_at::text, '-'),
                            coalesce(m.clicked_at::text, '-'), coalesce(m.bounced_at::text, '-'),
                            coalesce(m.unsubscribed_at::text, '-'), coalesce(m.complained_at::text, '-'),
                            m.open_count, m.click_count, m.machine_open_count, m.machine_click_count,
                            s.status, x.reason, x.source,
                            (SELECT string_agg(e.type || e.occurred_at, ',' ORDER BY e.event_key)
                             FROM ledger.event e WHERE e.message_id = m.id))
                        FROM ledger.message m
                        JOIN audience.subscriber s ON s.id = m.subscriber_id
                        LEFT JOIN audience.suppression x ON x.workspace_id = s.workspace_id AND x.value = s.email_key
                        WHERE m.id = :id""")
                .param("id", message.value())
                .query(String.class)
                .single();
    }

    String figures() {
        return desk.database
                .sql("SELECT " + FIGURES + " FROM campaign.campaign")
                .query(String.class)
                .single();
    }

    void recount() {
        CampaignFigures.recount(desk.database, recipients, desk.clock, desk.workspace, desk.campaign);
    }

    /** The figures counted anew from the messages. */
    String counted() {
        recount();
        return figures();
    }

    /** When the first message left, by its row and by its event, which have to agree. */
    Instant sendTime() {
        return desk.database.sql("""
                        SELECT m.sent_at FROM ledger.message m JOIN ledger.event e ON e.message_id = m.id
                        WHERE m.id = 1 AND e.event_key = 'send/1' AND e.occurred_at = m.sent_at""").query(HistoryDesk::time).single();
    }

    private static Instant time(ResultSet row, int number) throws SQLException {
        return row.getTimestamp("sent_at").toInstant();
    }
}
