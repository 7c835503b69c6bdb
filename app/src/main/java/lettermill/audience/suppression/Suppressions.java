package lettermill.audience.suppression;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the suppression list as people see and edit it. */
@Repository
class Suppressions {

    private final JdbcClient database;

    Suppressions(JdbcClient database) {
        this.database = database;
    }

    /** The newest before an entry, newest first. */
    List<Suppression> page(
            WorkspaceId workspace,
            @Nullable String search,
            @Nullable SuppressionReason reason,
            long before,
            int limit) {
        return database.sql("""
                SELECT * FROM audience.suppression
                WHERE workspace_id = :workspace AND id < :before
                  AND (CAST(:search AS text) IS NULL OR strpos(value, lower(:search)) > 0)
                  AND (CAST(:reason AS text) IS NULL OR reason = :reason)
                ORDER BY id DESC LIMIT :limit""")
                .param("workspace", workspace.value())
                .param("search", search)
                .param("reason", reason == null ? null : reason.name())
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    Optional<Suppression> find(WorkspaceId workspace, long id) {
        return database.sql("SELECT * FROM audience.suppression WHERE workspace_id = :workspace AND id = :id")
                .param("workspace", workspace.value())
                .param("id", id)
                .query((row, number) -> read(row))
                .optional();
    }

    /** Adds an entry by hand; empty when the value is on the list already. */
    Optional<Long> insert(WorkspaceId workspace, SuppressionKind kind, String value, String note, Instant now) {
        return database.sql("""
                INSERT INTO audience.suppression (workspace_id, kind, value, reason, source, note, created_at)
                VALUES (:workspace, :kind, :value, 'MANUAL', 'API', :note, :now)
                ON CONFLICT (workspace_id, kind, value) DO NOTHING RETURNING id""")
                .param("workspace", workspace.value())
                .param("kind", kind.name())
                .param("value", value)
                .param("note", note)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }

    void delete(WorkspaceId workspace, long id) {
        database.sql("DELETE FROM audience.suppression WHERE workspace_id = :workspace AND id = :id")
                .param("workspace", workspace.value())
                .param("id", id)
                .update();
    }

    private static Suppression read(ResultSet row) throws SQLException {
        Long message = row.getObject("message_id", Long.class);
        return new Suppression(
                row.getLong("id"),
                SuppressionKind.valueOf(row.getString("kind")),
                row.getString("value"),
                SuppressionReason.valueOf(row.getString("reason")),
                row.getString("source"),
                row.getString("note"),
                message == null ? null : new MessageId(message),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
