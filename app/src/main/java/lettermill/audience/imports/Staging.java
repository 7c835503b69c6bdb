package lettermill.audience.imports;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import lettermill.base.WorkspaceId;
import org.postgresql.PGConnection;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;

/** Moves batches of people into the audience: COPY into a table of the transaction, then one statement for all of them. */
@Repository
class Staging {

    private final DataSource dataSource;
    private final JdbcClient database;

    Staging(DataSource dataSource, JdbcClient database) {
        this.dataSource = dataSource;
        this.database = database;
    }

    /** Makes the staging table of the current transaction; it goes with it. */
    void open(WorkspaceId workspace) {
        database.sql("""
                CREATE TEMP TABLE import_row (email text, email_key text, name text, status text, attributes jsonb, tags text[])
                ON COMMIT DROP""").update();
    }

    /** Adds people to the staging table. */
    void copy(WorkspaceId workspace, ImportBatch batch) {
        copyIn("COPY import_row FROM STDIN", batch.copyText());
    }

    /** Writes the refused records. */
    void copyErrors(WorkspaceId workspace, UUID importId, List<ImportBatch.Error> errors) {
        CopyText text = new CopyText();
        errors.forEach(error -> text.field(importId.toString())
                .field(Long.toString(error.line()))
                .field(error.reason())
                .field(error.record())
                .endRow());
        copyIn("COPY audience.import_error (import_id, line, reason, record) FROM STDIN", text.toString());
    }

    private void copyIn(String sql, String text) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, new StringReader(text));
        } catch (SQLException failure) {
            throw new TransientDataAccessResourceException("COPY failed", failure);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /** Creates the staged people and updates the known ones: created and updated of the counts. */
    ImportCounts upsert(Import imported, Instant now) {
        return statement(UPSERT, imported, now)
                .query((row, number) -> new ImportCounts(0, row.getLong("created"), row.getLong("updated"), 0, 0, 0, 0))
                .single();
    }

    /** Puts the staged people whom the upsert did not touch on the lists, and counts those who stay away. */
    ImportCounts joinKnown(Import imported, Instant now) {
        return statement(JOIN_KNOWN, imported, now)
                .query((row, number) -> new ImportCounts(0, 0, 0, 0, 0, row.getLong("left_alone"), 0))
                .single();
    }

    /** What {@link #upsert} would do with the staged rows; repeated ones count once. */
    ImportCounts preview(Import imported, Instant now) {
        return statement(PREVIEW, imported, now)
                .query((row, number) -> new ImportCounts(
                        0,
                        row.getLong("created"),
                        row.getLong("updated"),
                        row.getLong("unchanged"),
                        row.getLong("repeated"),
                        row.getLong("left_alone"),
                        0))
                .single();
    }

    private JdbcClient.StatementSpec statement(String sql, Import imported, Instant now) {
        return database.sql(sql)
                .param("workspace", imported.workspaceId().value())
                .param("import", imported.id())
                .param("lists", imported.plan().lists().toArray(UUID[]::new))
                .param("note", "import of " + imported.fileName())
                .param("now", now.atOffset(ZoneOffset.UTC));
    }

    // What a row of the file makes of a person who is known: status only ever towards leaving.
    private static final String MERGED = """
            CASE WHEN r.name = '' THEN s.name ELSE r.name END AS name,
            CASE WHEN s.status IN ('PENDING', 'ACTIVE') AND r.status IN ('UNSUBSCRIBED', 'BOUNCED', 'COMPLAINED')
                 THEN r.status ELSE s.status END AS status,
            s.attributes || r.attributes AS attributes,
            CASE WHEN r.tags <@ s.tags THEN s.tags
                 ELSE ARRAY (SELECT DISTINCT t FROM unnest(s.tags || r.tags) AS t ORDER BY t) END AS tags
            """;

    private static final String UPSERT = """
            WITH written AS (
                INSERT INTO audience.subscriber AS s
                       (workspace_id, email, email_key, name, status, attributes, tags, import_id, created_at, updated_at)
                SELECT :workspace, email, email_key, name, status, attributes, tags, :import, :now, :now
                FROM import_row
                ON CONFLICT (workspace_id, email_key) DO UPDATE
                SET (name, status, attributes, tags, updated_at) = (
                    SELECT m.name, m.status, m.attributes, m.tags, :now FROM (SELECT excluded.*) AS r, LATERAL (SELECT %1$s) AS m)
                WHERE (SELECT (m.name, m.status, m.attributes, m.tags) <> (s.name, s.status, s.attributes, s.tags)
                       FROM (SELECT excluded.*) AS r, LATERAL (SELECT %1$s) AS m)
                RETURNING s.id, old.id IS NULL AS created, old.status AS status_before, s.status),
            joined AS (
                INSERT INTO audience.membership (list_id, subscriber_id, created_at)
                SELECT l.id, w.id, :now FROM written w CROSS JOIN unnest(CAST(:lists AS uuid[])) AS l (id)
                ON CONFLICT DO NOTHING),
            noted AS (
                INSERT INTO audience.consent (workspace_id, subscriber_id, change, source, detail, occurred_at)
                SELECT :workspace, id, status, 'API', :note, :now FROM written
                WHERE status IN ('UNSUBSCRIBED', 'BOUNCED', 'COMPLAINED') AND status IS DISTINCT FROM status_before)
            SELECT count(*) FILTER (WHERE created) AS created, count(*) FILTER (WHERE NOT created) AS updated FROM written
            """.formatted(MERGED);

    private static final String JOIN_KNOWN = """
            WITH known AS (
                SELECT s.id, s.status, r.status AS wanted FROM import_row r
                JOIN audience.subscriber s ON s.workspace_id = :workspace AND s.email_key = r.email_key),
            joined AS (
                INSERT INTO audience.membership (list_id, subscriber_id, created_at)
                SELECT l.id, k.id, :now FROM known k CROSS JOIN unnest(CAST(:lists AS uuid[])) AS l (id)
                ON CONFLICT DO NOTHING)
            SELECT count(*) FILTER (WHERE status IN ('UNSUBSCRIBED', 'BOUNCED', 'COMPLAINED')
                                      AND wanted IN ('PENDING', 'ACTIVE')) AS left_alone FROM known
            """;

    private static final String PREVIEW = """
            WITH person AS (
                SELECT DISTINCT ON (email_key) * FROM import_row ORDER BY email_key),
            merged AS (
                SELECT s.id, s.status AS status_before, r.status AS wanted,
                       (m.name, m.status, m.attributes, m.tags) IS DISTINCT FROM (s.name, s.status, s.attributes, s.tags) AS changes
                FROM person r
                LEFT JOIN audience.subscriber s ON s.workspace_id = :workspace AND s.email_key = r.email_key
                CROSS JOIN LATERAL (SELECT %1$s) AS m)
            SELECT count(*) FILTER (WHERE id IS NULL) AS created,
                   count(*) FILTER (WHERE id IS NOT NULL AND changes) AS updated,
                   count(*) FILTER (WHERE id IS NOT NULL AND NOT changes) AS unchanged,
                   (SELECT count(*) FROM import_row) - count(*) AS repeated,
                   count(*) FILTER (WHERE status_before IN ('UNSUBSCRIBED', 'BOUNCED', 'COMPLAINED')
                                      AND wanted IN ('PENDING', 'ACTIVE')) AS left_alone
            FROM merged
            """.formatted(MERGED);
}
