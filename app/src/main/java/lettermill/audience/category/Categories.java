package lettermill.audience.category;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of audience.category and audience.category_default. */
@Repository
class Categories {

    private static final String SELECT = """
            SELECT c.*, ARRAY (SELECT d.template_category FROM audience.category_default d WHERE d.category_id = c.id
                               ORDER BY 1) AS template_categories
            FROM audience.category c WHERE c.workspace_id = :workspace
            """;

    private final JdbcClient database;

    Categories(JdbcClient database) {
        this.database = database;
    }

    List<Category> all(WorkspaceId workspace) {
        return database.sql(SELECT + "ORDER BY lower(c.name), c.id")
                .param("workspace", workspace.value())
                .query((row, number) -> read(row))
                .list();
    }

    Optional<Category> find(WorkspaceId workspace, UUID id) {
        return database.sql(SELECT + "AND c.id = :id")
                .param("workspace", workspace.value())
                .param("id", id)
                .query((row, number) -> read(row))
                .optional();
    }

    Optional<UUID> defaultFor(WorkspaceId workspace, String templateCategory) {
        return database.sql("""
                SELECT category_id FROM audience.category_default
                WHERE workspace_id = :workspace AND template_category = :template_category""")
                .param("workspace", workspace.value())
                .param("template_category", templateCategory)
                .query(UUID.class)
                .optional();
    }

    UUID insert(WorkspaceId workspace, String slug, String name, String description, Instant now) {
        return database.sql("""
                INSERT INTO audience.category (workspace_id, slug, name, description, created_at, updated_at)
                VALUES (:workspace, :slug, :name, :description, :now, :now) RETURNING id""")
                .param("workspace", workspace.value())
                .param("slug", slug)
                .param("name", name)
                .param("description", description)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .single();
    }

    void update(WorkspaceId workspace, UUID id, @Nullable String name, @Nullable String description, Instant now) {
        database.sql("""
                UPDATE audience.category SET name = coalesce(:name, name),
                       description = coalesce(:description, description), updated_at = :now
                WHERE workspace_id = :workspace AND id = :id""")
                .param("workspace", workspace.value())
                .param("id", id)
                .param("name", name)
                .param("description", description)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Makes a category the default for these template categories and no others; each has one default. */
    void setDefaults(WorkspaceId workspace, UUID id, Collection<String> templateCategories) {
        database.sql("DELETE FROM audience.category_default WHERE workspace_id = :workspace AND category_id = :id")
                .param("workspace", workspace.value())
                .param("id", id)
                .update();
        database.sql("""
                INSERT INTO audience.category_default (workspace_id, template_category, category_id)
                SELECT :workspace, t, :id FROM unnest(CAST(:names AS text[])) AS t
                ON CONFLICT (workspace_id, template_category) DO UPDATE SET category_id = excluded.category_id""")
                .param("workspace", workspace.value())
                .param("id", id)
                .param("names", templateCategories.toArray(String[]::new))
                .update();
    }

    boolean delete(WorkspaceId workspace, UUID id) {
        return database.sql("DELETE FROM audience.category WHERE workspace_id = :workspace AND id = :id")
                        .param("workspace", workspace.value())
                        .param("id", id)
                        .update()
                > 0;
    }

    private static Category read(ResultSet row) throws SQLException {
        return new Category(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                row.getString("name"),
                row.getString("description"),
                List.of((String[]) row.getArray("template_categories").getArray()),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
