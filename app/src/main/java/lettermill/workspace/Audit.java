package lettermill.workspace;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import lettermill.base.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of workspace.audit_entry: who did what, in the transaction that did it; entries are never changed. */
@Repository
public class Audit {

    private final JdbcClient database;
    private final Clock clock;

    Audit(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Notes what a caller did.
     *
     * @param action a verb phrase, e.g. {@code campaign.send}
     * @param target the id or name of what it was done to
     * @param detail what a person would want to know later; no secrets
     */
    public void record(Access access, String action, String target, String detail) {
        record(access.workspace(), access.actor(), action, target, detail);
    }

    /** Notes what the system did by itself. */
    public void record(WorkspaceId workspace, String actor, String action, String target, String detail) {
        database.sql("""
                        INSERT INTO workspace.audit_entry (workspace_id, actor, action, target, detail, occurred_at)
                        VALUES (:workspace, :actor, :action, :target, :detail, :now)
                        """)
                .param("workspace", workspace.value())
                .param("actor", actor)
                .param("action", action)
                .param("target", target)
                .param("detail", detail)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Newest first. */
    List<AuditEntry> list(WorkspaceId workspace, long before, int limit) {
        return database.sql("""
                        SELECT id, actor, action, target, detail, occurred_at FROM workspace.audit_entry
                        WHERE workspace_id = :workspace AND id < :before
                        ORDER BY id DESC LIMIT :limit
                        """)
                .param("workspace", workspace.value())
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> new AuditEntry(
                        row.getLong("id"),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("target"),
                        row.getString("detail"),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** One thing that somebody did. */
    record AuditEntry(long id, String actor, String action, String target, String detail, Instant occurredAt) {}
}
