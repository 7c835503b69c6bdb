package lettermill.webhook.mail;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Located;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of webhook.mailed_report. */
@Repository
class Reports {

    private final JdbcClient database;

    Reports(JdbcClient database) {
        this.database = database;
    }

    /** Which reports; {@code before} is the id of the last one that is known already. */
    record Filter(@Nullable Long message, KeptReport.@Nullable Kind kind, long before) {}

    void insert(Located message, String kind, byte[] body, Instant now) {
        database.sql("""
                        INSERT INTO webhook.mailed_report (workspace_id, message_id, kind, body, received_at)
                        VALUES (:workspace, :message, :kind, :body, :now)""")
                .param("workspace", message.workspace().value())
                .param("message", message.message().value())
                .param("kind", kind)
                .param("body", body)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The newest first. */
    List<KeptReport> list(WorkspaceId workspace, Filter filter, int limit) {
        return database.sql("""
                        SELECT id, message_id, kind, length(body) AS size, received_at FROM webhook.mailed_report
                        WHERE workspace_id = :workspace AND id < :before
                          AND (:message::bigint IS NULL OR message_id = :message)
                          AND (:kind::text IS NULL OR kind = :kind)
                        ORDER BY id DESC LIMIT :limit""")
                .param("workspace", workspace.value())
                .param("before", filter.before())
                .param("message", filter.message())
                .param("kind", filter.kind() == null ? null : filter.kind().column())
                .param("limit", limit)
                .query((row, number) -> new KeptReport(
                        row.getLong("id"),
                        row.getLong("message_id"),
                        KeptReport.Kind.of(row.getString("kind")),
                        row.getInt("size"),
                        row.getTimestamp("received_at").toInstant()))
                .list();
    }

    /** Its octets as they came, their beginning where they are many. */
    Optional<byte[]> body(WorkspaceId workspace, long id) {
        return database.sql("SELECT body FROM webhook.mailed_report WHERE id = :id AND workspace_id = :workspace")
                .param("id", id)
                .param("workspace", workspace.value())
                .query((row, number) -> row.getBytes("body"))
                .optional();
    }

    /** Forgets old reports of all workspaces. */
    void purge(Instant before) {
        database.sql("DELETE FROM webhook.mailed_report WHERE received_at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }
}
