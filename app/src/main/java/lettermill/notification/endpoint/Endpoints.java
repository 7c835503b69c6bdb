package lettermill.notification.endpoint;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of notification.endpoint. */
@Repository
class Endpoints {

    private final JdbcClient database;

    Endpoints(JdbcClient database) {
        this.database = database;
    }

    void insert(WorkspaceId workspace, UUID id, EndpointRequest content, Instant now) {
        database.sql("""
                        INSERT INTO notification.endpoint (id, workspace_id, url, description, event_types, active,
                            created_at, updated_at)
                        VALUES (:id, :workspace, :url, :description, :types, :active, :now, :now)""")
                .param("id", id)
                .param("workspace", workspace.value())
                .param("url", content.url())
                .param("description", content.description())
                .param("types", types(content))
                .param("active", content.active())
                .param("now", utc(now))
                .update();
    }

    /** Whoever switches an endpoint on, or moves it, begins anew with it. */
    void update(WorkspaceId workspace, UUID id, EndpointRequest content, Instant now) {
        database.sql("""
                        UPDATE notification.endpoint
                        SET url = :url, description = :description, event_types = :types, active = :active,
                            disabled_reason = CASE WHEN NOT :active AND NOT active THEN disabled_reason END,
                            failing_since = CASE WHEN active = :active AND url = :url THEN failing_since END,
                            rest_until = CASE WHEN active = :active AND url = :url THEN rest_until END,
                            updated_at = :now
                        WHERE id = :id AND workspace_id = :workspace""")
                .param("id", id)
                .param("workspace", workspace.value())
                .param("url", content.url())
                .param("description", content.description())
                .param("types", types(content))
                .param("active", content.active())
                .param("now", utc(now))
                .update();
    }

    private static String[] types(EndpointRequest content) {
        List<String> types = content.eventTypes();
        return types == null ? new String[0] : types.toArray(String[]::new);
    }

    boolean delete(WorkspaceId workspace, UUID id) {
        return database.sql("DELETE FROM notification.endpoint WHERE id = :id AND workspace_id = :workspace")
                        .param("id", id)
                        .param("workspace", workspace.value())
                        .update()
                > 0;
    }

    /** Oldest first. */
    List<Endpoint> list(WorkspaceId workspace) {
        return database.sql(
                        "SELECT * FROM notification.endpoint WHERE workspace_id = :workspace ORDER BY created_at, id")
                .param("workspace", workspace.value())
                .query((row, number) -> endpoint(row))
                .list();
    }

    Optional<Endpoint> find(WorkspaceId workspace, UUID id) {
        return database.sql("SELECT * FROM notification.endpoint WHERE id = :id AND workspace_id = :workspace")
                .param("id", id)
                .param("workspace", workspace.value())
                .query((row, number) -> endpoint(row))
                .optional();
    }

    /** All that anybody active wants to hear of. */
    Set<String> wanted(WorkspaceId workspace) {
        return new HashSet<>(database.sql("""
                        SELECT DISTINCT unnest(event_types) FROM notification.endpoint
                        WHERE workspace_id = :workspace AND active""")
                .param("workspace", workspace.value())
                .query(String.class)
                .list());
    }

    /** Something got through. */
    void works(WorkspaceId workspace, UUID id) {
        database.sql("""
                        UPDATE notification.endpoint SET failing_since = NULL, rest_until = NULL
                        WHERE id = :id AND workspace_id = :workspace
                          AND (failing_since IS NOT NULL OR rest_until IS NOT NULL)""").param("id", id).param("workspace", workspace.value()).update();
    }

    /**
     * Nothing got through.
     *
     * @param restUntil until when it asked to be left alone; null where it did not
     * @return since when it has been so; empty for one that is not there or not active
     */
    Optional<Instant> fails(WorkspaceId workspace, UUID id, @Nullable Instant restUntil, Instant now) {
        return database.sql("""
                        UPDATE notification.endpoint
                        SET failing_since = coalesce(failing_since, :now),
                            rest_until = greatest(rest_until, :rest::timestamptz)
                        WHERE id = :id AND workspace_id = :workspace AND active
                        RETURNING failing_since""")
                .param("id", id)
                .param("workspace", workspace.value())
                .param("rest", restUntil == null ? null : utc(restUntil))
                .param("now", utc(now))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** False when it was not active before. */
    boolean disable(WorkspaceId workspace, UUID id, String reason, Instant now) {
        return database.sql("""
                        UPDATE notification.endpoint SET active = false, disabled_reason = :reason, updated_at = :now
                        WHERE id = :id AND workspace_id = :workspace AND active""")
                        .param("id", id)
                        .param("workspace", workspace.value())
                        .param("reason", reason)
                        .param("now", utc(now))
                        .update()
                > 0;
    }

    private static Endpoint endpoint(ResultSet row) throws SQLException {
        OffsetDateTime failing = row.getObject("failing_since", OffsetDateTime.class);
        return new Endpoint(
                row.getObject("id", UUID.class),
                row.getString("url"),
                row.getString("description"),
                Arrays.asList((String[]) row.getArray("event_types").getArray()),
                row.getBoolean("active"),
                row.getString("disabled_reason"),
                failing == null ? null : failing.toInstant(),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
