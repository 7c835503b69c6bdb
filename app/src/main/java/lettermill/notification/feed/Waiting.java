package lettermill.notification.feed;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import lettermill.base.WorkspaceId;
import lettermill.notification.NotificationType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that adds to notification.delivery: one statement for a batch of facts and all endpoints that want them. */
@Repository
class Waiting {

    /** How long a delivery is tried for. */
    private static final Duration LONGEST = Duration.ofDays(3);

    /** The payload is put together as text, so that each attempt signs and sends the same octets. */
    private static final String INSERT = """
            INSERT INTO notification.delivery (workspace_id, endpoint_id, event_id, event_type, body, state,
                next_attempt_at, give_up_at, created_at)
            SELECT e.workspace_id, e.id, f.event_id, f.type,
                '{"type":' || to_json(f.type)::text || ',"timestamp":' || to_json(f.occurred_at)::text
                    || ',"data":' || (%s)::text || '}',
                'WAITING', :now, :giveUp, :now
            FROM unnest(:events::uuid[], :types::text[], :times::text[], :data::text[], :subjects::bigint[])
                AS f(event_id, type, occurred_at, data, subject)
            JOIN notification.endpoint e ON e.workspace_id = :workspace AND %s
            """;

    private static final String WANTING = "e.active AND e.event_types && ARRAY[f.type, '*']";

    private final JdbcClient database;

    Waiting(JdbcClient database) {
        this.database = database;
    }

    /**
     * A fact in the making of a payload.
     *
     * @param event what receivers know repetitions by
     * @param data a JSON object
     * @param subject the row that says whom it is about; null for none
     */
    record Notice(
            UUID event,
            NotificationType type,
            Instant occurredAt,
            String data,
            @Nullable Long subject) {}

    /** Facts about mails; who got them is taken from their messages. */
    void addMail(WorkspaceId workspace, List<Notice> notices, Instant now) {
        String data = """
                jsonb_build_object('message_id', m.id, 'campaign_id', m.campaign_id, 'subscriber_id', m.subscriber_id,
                    'record_id', m.record_id, 'email', m.email, 'kind', m.kind, 'provider_id', m.provider_id,
                    'provider_message_id', m.provider_message_id) || f.data::jsonb""";
        String message = " LEFT JOIN ledger.message m ON m.id = f.subject AND m.workspace_id = e.workspace_id";
        bound(INSERT.formatted(data, WANTING) + message, workspace, notices, now)
                .update();
    }

    /** Facts about people; their addresses are taken from their rows. */
    void addPeople(WorkspaceId workspace, List<Notice> notices, Instant now) {
        String data = """
                jsonb_build_object('subscriber_id', s.id, 'email', s.email, 'name', s.name, 'status', s.status) || f.data::jsonb""";
        String person = " JOIN audience.subscriber s ON s.id = f.subject AND s.workspace_id = e.workspace_id";
        bound(INSERT.formatted(data, WANTING) + person, workspace, notices, now).update();
    }

    /** Facts that say all themselves. */
    void add(WorkspaceId workspace, List<Notice> notices, Instant now) {
        bound(INSERT.formatted("f.data", WANTING), workspace, notices, now).update();
    }

    /** One thing for one endpoint, whatever it wants and even while it is not active; false when there is no such endpoint. */
    boolean addFor(WorkspaceId workspace, UUID endpoint, Notice notice, Instant now) {
        return bound(INSERT.formatted("f.data", "e.id = :endpoint"), workspace, List.of(notice), now)
                        .param("endpoint", endpoint)
                        .update()
                > 0;
    }

    private JdbcClient.StatementSpec bound(String sql, WorkspaceId workspace, List<Notice> notices, Instant now) {
        return database.sql(sql)
                .param("events", texts(notices, Notice::event))
                .param("types", texts(notices, notice -> notice.type().text()))
                .param("times", texts(notices, Notice::occurredAt))
                .param("data", texts(notices, Notice::data))
                .param("subjects", notices.stream().map(Notice::subject).toArray(Long[]::new))
                .param("workspace", workspace.value())
                .param("now", Timestamp.from(now))
                .param("giveUp", Timestamp.from(now.plus(LONGEST)));
    }

    private static String[] texts(List<Notice> notices, Function<Notice, Object> part) {
        return notices.stream().map(part).map(Object::toString).toArray(String[]::new);
    }
}
