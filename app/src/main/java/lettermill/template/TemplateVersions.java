package lettermill.template;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of template.version: every content ever saved, by number within its template. */
@Repository
public class TemplateVersions {
    private static final String COLUMNS = """
            SELECT id, template_id, number, category, subject_template, body_html, body_text, preview_text, variables,
                   visual_definition, created_at, created_by
              FROM template.version
            """;

    private final JdbcClient jdbc;
    private final TemplateJson json;

    TemplateVersions(JdbcClient jdbc, TemplateJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Keeps the template's content as the version of its present number. */
    void insert(WorkspaceId workspace, EmailTemplate template, String author) {
        TemplateContent content = template.content();
        jdbc.sql("""
                        INSERT INTO template.version
                               (workspace_id, template_id, number, category, subject_template, body_html, body_text,
                                preview_text, variables, visual_definition, created_at, created_by)
                        VALUES (:workspace, :template, :number, :category, :subject, :html, :text,
                                :preview, CAST(:variables AS jsonb), CAST(:design AS jsonb), :created, :author)
                        """)
                .param("workspace", workspace.value())
                .param("template", template.id())
                .param("number", template.version())
                .param("category", template.category().name())
                .param("subject", content.subjectTemplate())
                .param("html", content.bodyHtml())
                .param("text", content.bodyText())
                .param("preview", content.previewText())
                .param("variables", json.variables(content.variables()))
                .param("design", json.design(content.visualDefinition()))
                .param("created", Timestamp.from(template.updatedAt()))
                .param("author", author)
                .update();
    }

    /**
     * The version a campaign mails from now on, whatever is saved later.
     *
     * @throws Problem.NotFound when there is no such template
     * @throws Problem.Conflict when it is switched off
     */
    public TemplateVersion freeze(WorkspaceId workspace, UUID templateId) {
        boolean active = jdbc.sql("""
                        SELECT is_active FROM template.template
                         WHERE workspace_id = :workspace AND id = :template AND deleted_at IS NULL
                        """)
                .param("workspace", workspace.value())
                .param("template", templateId)
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> new Problem.NotFound("template", templateId));
        if (!active) {
            throw new Problem.Conflict("The template is switched off; set is_active to mail it.");
        }
        return jdbc.sql(COLUMNS
                        + " WHERE workspace_id = :workspace AND template_id = :template ORDER BY number DESC LIMIT 1")
                .param("workspace", workspace.value())
                .param("template", templateId)
                .query(this::version)
                .single();
    }

    /** @throws Problem.NotFound when the workspace has no such version; versions of deleted templates are still there */
    public TemplateVersion get(WorkspaceId workspace, long versionId) {
        return jdbc.sql(COLUMNS + " WHERE workspace_id = :workspace AND id = :id")
                .param("workspace", workspace.value())
                .param("id", versionId)
                .query(this::version)
                .optional()
                .orElseThrow(() -> new Problem.NotFound("template version", versionId));
    }

    Optional<Saved> saved(WorkspaceId workspace, UUID template, int number) {
        return jdbc.sql(COLUMNS + " WHERE workspace_id = :workspace AND template_id = :template AND number = :number")
                .param("workspace", workspace.value())
                .param("template", template)
                .param("number", number)
                .query(this::saved)
                .optional();
    }

    /** Newest first. */
    List<Entry> list(WorkspaceId workspace, UUID template, int before, int rows) {
        return jdbc.sql("""
                        SELECT number, subject_template, created_at, created_by, octet_length(body_html) AS html_bytes
                          FROM template.version
                         WHERE workspace_id = :workspace AND template_id = :template AND number < :before
                         ORDER BY number DESC
                         LIMIT :rows
                        """)
                .param("workspace", workspace.value())
                .param("template", template)
                .param("before", before)
                .param("rows", rows)
                .query(TemplateVersions::entry)
                .list();
    }

    /**
     * A row of the history.
     *
     * @param htmlBytes size of the HTML source in UTF-8
     */
    record Entry(int number, String subjectTemplate, int htmlBytes, Instant createdAt, String createdBy) {}

    /** A version with all that was saved, for the editor. */
    record Saved(
            int number,
            EmailTemplateCategory category,
            Instant createdAt,
            String createdBy,
            @JsonUnwrapped TemplateContent content) {}

    private TemplateVersion version(ResultSet row, int number) throws SQLException {
        return new TemplateVersion(
                row.getLong("id"),
                row.getObject("template_id", UUID.class),
                row.getInt("number"),
                row.getString("subject_template"),
                row.getString("body_html"),
                row.getString("body_text"),
                row.getString("preview_text"),
                json.variables(row.getString("variables")),
                EmailTemplateCategory.valueOf(row.getString("category")));
    }

    private Saved saved(ResultSet row, int number) throws SQLException {
        return new Saved(
                row.getInt("number"),
                EmailTemplateCategory.valueOf(row.getString("category")),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"),
                json.content(row));
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getInt("number"),
                row.getString("subject_template"),
                row.getInt("html_bytes"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"));
    }
}
