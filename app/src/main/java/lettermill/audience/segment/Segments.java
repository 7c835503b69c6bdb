package lettermill.audience.segment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lettermill.audience.filter.AudienceFilter;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of audience.segment. */
@Repository
class Segments {

    private final JdbcClient database;
    private final JsonMapper json;

    Segments(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** By id, after a segment or from the first. */
    List<Segment> page(WorkspaceId workspace, @Nullable UUID after, int limit) {
        return database.sql("""
                SELECT * FROM audience.segment
                WHERE workspace_id = :workspace AND (CAST(:after AS uuid) IS NULL OR id > :after)
                ORDER BY id LIMIT :limit""")
                .param("workspace", workspace.value())
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    Optional<Segment> find(WorkspaceId workspace, UUID id) {
        return database.sql("SELECT * FROM audience.segment WHERE workspace_id = :workspace AND id = :id")
                .param("workspace", workspace.value())
                .param("id", id)
                .query((row, number) -> read(row))
                .optional();
    }

    UUID insert(WorkspaceId workspace, String name, String description, AudienceFilter filters, Instant now) {
        return database.sql("""
                INSERT INTO audience.segment (workspace_id, name, description, filters, created_at, updated_at)
                VALUES (:workspace, :name, :description, CAST(:filters AS jsonb), :now, :now) RETURNING id""")
                .param("workspace", workspace.value())
                .param("name", name)
                .param("description", description)
                .param("filters", filters.json().toString())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .single();
    }

    void update(
            WorkspaceId workspace,
            UUID id,
            @Nullable String name,
            @Nullable String description,
            @Nullable AudienceFilter filters,
            Instant now) {
        database.sql("""
                UPDATE audience.segment SET name = coalesce(:name, name), description = coalesce(:description, description),
                       filters = coalesce(CAST(:filters AS jsonb), filters), updated_at = :now
                WHERE workspace_id = :workspace AND id = :id""")
                .param("workspace", workspace.value())
                .param("id", id)
                .param("name", name)
                .param("description", description)
                .param("filters", filters == null ? null : filters.json().toString())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean delete(WorkspaceId workspace, UUID id) {
        return database.sql("DELETE FROM audience.segment WHERE workspace_id = :workspace AND id = :id")
                        .param("workspace", workspace.value())
                        .param("id", id)
                        .update()
                > 0;
    }

    private Segment read(ResultSet row) throws SQLException {
        return new Segment(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("description"),
                AudienceFilter.read("filters", json.readTree(row.getString("filters"))),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
