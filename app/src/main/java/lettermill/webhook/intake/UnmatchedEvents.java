package lettermill.webhook.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.webhook.VendorEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** SQL of webhook.unmatched_event. */
@Repository
class UnmatchedEvents {

    private static final Duration FIRST_TRY = Duration.ofSeconds(30);

    private final JdbcClient database;
    private final JsonMapper json;

    UnmatchedEvents(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** A fact that waits for its message. */
    record Unmatched(
            long id, WorkspaceId workspace, UUID providerId, long logId, VendorEvent event, Instant receivedAt) {}

    /** Facts of one callback whose message is not known; the same fact is kept once. */
    void insert(WorkspaceId workspace, UUID provider, long log, List<VendorEvent> events, Instant now) {
        database.sql("""
                        INSERT INTO webhook.unmatched_event (workspace_id, provider_id, log_id, event_key, event,
                            received_at, next_try_at)
                        SELECT :workspace, :provider, :log, event_key, event, :now, :next
                        FROM unnest(:keys::text[], :events::jsonb[]) AS e (event_key, event)
                        ORDER BY event_key
                        ON CONFLICT (workspace_id, event_key) DO NOTHING""")
                .param("workspace", workspace.value())
                .param("provider", provider)
                .param("log", log)
                .param("keys", events.stream().map(VendorEvent::key).toArray(String[]::new))
                .param("events", events.stream().map(json::writeValueAsString).toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .param("next", Timestamp.from(now.plus(FIRST_TRY)))
                .update();
    }

    /** Locks those of all workspaces that are due; another process takes others. */
    List<Unmatched> due(Instant now, int limit) {
        return database.sql("""
                        SELECT id, workspace_id, provider_id, log_id, event, received_at FROM webhook.unmatched_event
                        WHERE next_try_at <= :now ORDER BY next_try_at LIMIT :limit FOR UPDATE SKIP LOCKED""")
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query((row, number) -> unmatched(row))
                .list();
    }

    /** Newest last. */
    List<Unmatched> list(WorkspaceId workspace, long after, int limit) {
        return database.sql("""
                        SELECT id, workspace_id, provider_id, log_id, event, received_at FROM webhook.unmatched_event
                        WHERE workspace_id = :workspace AND id > :after ORDER BY id LIMIT :limit""")
                .param("workspace", workspace.value())
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> unmatched(row))
                .list();
    }

    /** Their messages were found. */
    void remove(WorkspaceId workspace, List<String> keys) {
        database.sql("DELETE FROM webhook.unmatched_event WHERE workspace_id = :workspace AND event_key = ANY(:keys)")
                .param("workspace", workspace.value())
                .param("keys", keys.toArray(String[]::new))
                .update();
    }

    /** Each waits as long again as it has waited so far, and after a while it is only kept. */
    void postpone(List<Unmatched> still, Instant now, Duration longest) {
        database.sql("""
                        UPDATE webhook.unmatched_event
                        SET next_try_at = CASE WHEN received_at > :oldest
                            THEN :now::timestamptz + (:now::timestamptz - received_at) END
                        WHERE id = ANY(:ids)""")
                .param("ids", still.stream().map(Unmatched::id).toArray(Long[]::new))
                .param("now", Timestamp.from(now))
                .param("oldest", Timestamp.from(now.minus(longest)))
                .update();
    }

    /** Forgets old ones of all workspaces. */
    void purge(Instant before) {
        database.sql("DELETE FROM webhook.unmatched_event WHERE received_at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }

    private Unmatched unmatched(ResultSet row) throws SQLException {
        return new Unmatched(
                row.getLong("id"),
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getObject("provider_id", UUID.class),
                row.getLong("log_id"),
                json.readValue(row.getString("event"), VendorEvent.class),
                row.getTimestamp("received_at").toInstant());
    }
}
