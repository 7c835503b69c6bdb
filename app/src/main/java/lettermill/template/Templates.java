package lettermill.template;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of template.template. */
@Repository
class Templates {
    private static final String COLUMNS = """
            SELECT t.id, t.name, t.slug, t.category, t.template_type, t.is_active, t.version, t.created_at, t.updated_at,
                   v.subject_template, v.body_html, v.body_text, v.preview_text, v.variables, v.visual_definition
              FROM template.template t
              JOIN template.version v ON v.template_id = t.id AND v.number = t.version
            """;

    private final JdbcClient jdbc;
    private final TemplateJson json;

    Templates(JdbcClient jdbc, TemplateJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(WorkspaceId workspace, EmailTemplate template) {
        jdbc.sql("""
                        INSERT INTO template.template
                               (id, workspace_id, name, slug, category, template_type, is_active, version, created_at, updated_at)
                        VALUES (:id, :workspace, :name, :slug, :category, :type, :active, :version, :created, :created)
                        """)
                .param("id", template.id())
                .param("workspace", workspace.value())
                .param("name", template.name())
                .param("slug", template.slug())
                .param("category", template.category().name())
                .param("type", template.templateType().name())
                .param("active", template.isActive())
                .param("version", template.version())
                .param("created", Timestamp.from(template.createdAt()))
                .update();
    }

    void update(WorkspaceId workspace, EmailTemplate template) {
        jdbc.sql("""
                        UPDATE template.template
                           SET name = :name, slug = :slug, category = :category, template_type = :type,
                               is_active = :active, version = :version, updated_at = :updated
                         WHERE id = :id AND workspace_id = :workspace
                        """)
                .param("id", template.id())
                .param("workspace", workspace.value())
                .param("name", template.name())
                .param("slug", template.slug())
                .param("category", template.category().name())
                .param("type", template.templateType().name())
                .param("active", template.isActive())
                .param("version", template.version())
                .param("updated", Timestamp.from(template.updatedAt()))
                .update();
    }

    Optional<EmailTemplate> find(WorkspaceId workspace, UUID id) {
        return jdbc.sql(COLUMNS + " WHERE t.workspace_id = :workspace AND t.id = :id AND t.deleted_at IS NULL")
                .param("workspace", workspace.value())
                .param("id", id)
                .query(this::template)
                .optional();
    }

    /** Keeps every other writer of the template waiting until the transaction ends. */
    boolean lock(WorkspaceId workspace, UUID id) {
        return jdbc.sql("""
                        SELECT 1 FROM template.template
                         WHERE workspace_id = :workspace AND id = :id AND deleted_at IS NULL FOR UPDATE
                        """)
                .param("workspace", workspace.value())
                .param("id", id)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    boolean slugTaken(WorkspaceId workspace, String slug, UUID except) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM template.template
                         WHERE workspace_id = :workspace AND slug = :slug AND id <> :except AND deleted_at IS NULL)
                        """)
                .param("workspace", workspace.value())
                .param("slug", slug)
                .param("except", except)
                .query(Boolean.class)
                .single();
    }

    /** Newest change first; the key of a row is its id, its place is looked up. */
    List<EmailTemplate.Summary> list(WorkspaceId workspace, Listing asked, int rows) {
        return jdbc.sql("""
                        SELECT t.id, t.name, t.slug, t.category, t.template_type, t.is_active, t.version,
                               v.subject_template, t.created_at, t.updated_at
                          FROM template.template t
                          JOIN template.version v ON v.template_id = t.id AND v.number = t.version
                          LEFT JOIN template.template a ON a.id = CAST(:after AS uuid) AND a.workspace_id = t.workspace_id
                         WHERE t.workspace_id = :workspace AND t.deleted_at IS NULL
                           AND (CAST(:category AS text) IS NULL OR t.category = :category)
                           AND (CAST(:search AS text) IS NULL
                                OR strpos(lower(t.name || ' ' || t.slug), lower(:search)) > 0)
                           AND (CAST(:after AS uuid) IS NULL OR (t.updated_at, t.id) < (a.updated_at, a.id))
                         ORDER BY t.updated_at DESC, t.id DESC
                         LIMIT :rows
                        """)
                .param("workspace", workspace.value())
                .param(
                        "category",
                        asked.category() == null ? null : asked.category().name())
                .param("search", asked.search())
                .param("after", asked.after())
                .param("rows", rows)
                .query(Templates::summary)
                .list();
    }

    boolean delete(WorkspaceId workspace, UUID id, Instant at) {
        return jdbc.sql("""
                                UPDATE template.template SET deleted_at = :at
                                 WHERE workspace_id = :workspace AND id = :id AND deleted_at IS NULL
                                """)
                        .param("workspace", workspace.value())
                        .param("id", id)
                        .param("at", Timestamp.from(at))
                        .update()
                > 0;
    }

    /** What a listing is narrowed to; nulls narrow nothing. */
    record Listing(
            @Nullable EmailTemplateCategory category,
            @Nullable String search,
            @Nullable UUID after) {}

    private EmailTemplate template(ResultSet row, int number) throws SQLException {
        EmailTemplate.Summary summary = summary(row, number);
        return new EmailTemplate(
                summary.id(),
                summary.name(),
                summary.slug(),
                summary.category(),
                summary.templateType(),
                summary.isActive(),
                summary.version(),
                summary.createdAt(),
                summary.updatedAt(),
                json.content(row));
    }

    private static EmailTemplate.Summary summary(ResultSet row, int number) throws SQLException {
        return new EmailTemplate.Summary(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("slug"),
                EmailTemplateCategory.valueOf(row.getString("category")),
                EmailTemplateType.valueOf(row.getString("template_type")),
                row.getBoolean("is_active"),
                row.getInt("version"),
                row.getString("subject_template"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
