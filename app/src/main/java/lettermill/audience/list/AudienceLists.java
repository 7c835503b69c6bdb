package lettermill.audience.list;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of audience.list. */
@Repository
class AudienceLists {

    private static final String COLUMNS = """
            l.id, l.name, l.description, l.created_at, l.updated_at,
            (SELECT count(*) FROM audience.membership m JOIN audience.subscriber s ON s.id = m.subscriber_id
             WHERE m.list_id = l.id) AS subscribers
            """;

    private final JdbcClient database;

    AudienceLists(JdbcClient database) {
        this.database = database;
    }

    /** By id, after a list or from the first. */
    List<AudienceList> page(WorkspaceId workspace, @Nullable UUID after, int limit) {
        return database.sql("SELECT " + COLUMNS + """
                FROM audience.list l
                WHERE l.workspace_id = :workspace AND (CAST(:after AS uuid) IS NULL OR l.id > :after)
                ORDER BY l.id LIMIT :limit""")
                .param("workspace", workspace.value())
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    Optional<AudienceList> find(WorkspaceId workspace, UUID id) {
        return database.sql(
                        "SELECT " + COLUMNS + "FROM audience.list l WHERE l.workspace_id = :workspace AND l.id = :id")
                .param("workspace", workspace.value())
                .param("id", id)
                .query((row, number) -> read(row))
                .optional();
    }

    UUID insert(WorkspaceId workspace, String name, String description, Instant now) {
        return database.sql("""
                INSERT INTO audience.list (workspace_id, name, description, created_at, updated_at)
                VALUES (:workspace, :name, :description, :now, :now) RETURNING id""")
                .param("workspace", workspace.value())
                .param("name", name)
                .param("description", description)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .single();
    }

    void update(WorkspaceId workspace, UUID id, @Nullable String name, @Nullable String description, Instant now) {
        database.sql("""
                UPDATE audience.list SET name = coalesce(:name, name), description = coalesce(:description, description),
                       updated_at = :now
                WHERE workspace_id = :workspace AND id = :id""")
                .param("workspace", workspace.value())
                .param("id", id)
                .param("name", name)
                .param("description", description)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Deletes a list and who was on it, not the people; true if there was one. */
    boolean delete(WorkspaceId workspace, UUID id) {
        int lists = database.sql("DELETE FROM audience.list WHERE workspace_id = :workspace AND id = :id")
                .param("workspace", workspace.value())
                .param("id", id)
                .update();
        if (lists > 0) {
            database.sql("DELETE FROM audience.membership WHERE list_id = :id")
                    .param("id", id)
                    .update();
        }
        return lists > 0;
    }

    /** Puts people on a list of the workspace; how many weren't on it. People of other workspaces are passed over. */
    int add(WorkspaceId workspace, UUID list, List<SubscriberId> people, Instant now) {
        return database.sql("""
                INSERT INTO audience.membership (list_id, subscriber_id, created_at)
                SELECT l.id, s.id, :now FROM audience.list l, audience.subscriber s
                WHERE l.workspace_id = :workspace AND l.id = :list
                  AND s.workspace_id = :workspace AND s.id = ANY (CAST(:people AS bigint[]))
                ON CONFLICT DO NOTHING""")
                .param("workspace", workspace.value())
                .param("list", list)
                .param("people", people.stream().map(SubscriberId::value).toArray(Long[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void remove(WorkspaceId workspace, UUID list, SubscriberId person) {
        database.sql("""
                DELETE FROM audience.membership m USING audience.list l
                WHERE l.workspace_id = :workspace AND l.id = :list AND m.list_id = l.id AND m.subscriber_id = :person""")
                .param("workspace", workspace.value())
                .param("list", list)
                .param("person", person.value())
                .update();
    }

    private static AudienceList read(java.sql.ResultSet row) throws java.sql.SQLException {
        return new AudienceList(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("description"),
                row.getLong("subscribers"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
