package lettermill.audience.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import lettermill.audience.file.ImportPlan;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of audience.import but the upsert. */
@Repository
class Imports {

    private final JdbcClient database;
    private final JsonMapper json;

    Imports(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    void insert(Import imported) {
        database.sql("""
                INSERT INTO audience.import (id, workspace_id, file_name, state, mode, plan, size_bytes, created_at, updated_at)
                VALUES (:id, :workspace, :file_name, :state, :mode, CAST(:plan AS jsonb), :size, :now, :now)""")
                .param("id", imported.id())
                .param("workspace", imported.workspaceId().value())
                .param("file_name", imported.fileName())
                .param("state", imported.state().name())
                .param("mode", imported.mode().name())
                .param("plan", json.writeValueAsString(imported.plan()))
                .param("size", imported.sizeBytes())
                .param("now", imported.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Import> find(WorkspaceId workspace, UUID id) {
        return find(workspace, id, "");
    }

    /** As {@link #find}, locked until the transaction ends. */
    Optional<Import> lock(WorkspaceId workspace, UUID id) {
        return find(workspace, id, " FOR UPDATE");
    }

    private Optional<Import> find(WorkspaceId workspace, UUID id, String suffix) {
        return database.sql("SELECT * FROM audience.import WHERE workspace_id = :workspace AND id = :id" + suffix)
                .param("workspace", workspace.value())
                .param("id", id)
                .query((row, number) -> read(row))
                .optional();
    }

    /** The newest first; those older than an import, or all with null. */
    List<Import> page(WorkspaceId workspace, @Nullable UUID after, int limit) {
        return database.sql("""
                SELECT * FROM audience.import i
                WHERE workspace_id = :workspace
                  AND (CAST(:after AS uuid) IS NULL OR (created_at, id) < (
                       SELECT created_at, id FROM audience.import WHERE workspace_id = :workspace AND id = :after))
                ORDER BY created_at DESC, id DESC LIMIT :limit""")
                .param("workspace", workspace.value())
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    /** Makes an import start from the beginning of its file. */
    void queue(WorkspaceId workspace, UUID id, ImportMode mode, ImportPlan plan, Instant now) {
        database.sql("""
                WITH forgotten AS (DELETE FROM audience.import_error WHERE import_id = :id)
                UPDATE audience.import SET state = 'QUEUED', mode = :mode, plan = CAST(:plan AS jsonb), bytes_read = 0,
                       records_read = 0, rows_created = 0, rows_updated = 0, rows_unchanged = 0, rows_repeated = 0,
                       rows_left_alone = 0, rows_refused = 0, failure = NULL, started_at = NULL, finished_at = NULL,
                       updated_at = :now
                WHERE workspace_id = :workspace AND id = :id""")
                .param("workspace", workspace.value())
                .param("id", id)
                .param("mode", mode.name())
                .param("plan", json.writeValueAsString(plan))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void progress(WorkspaceId workspace, UUID id, ImportCounts counts, long bytesRead, Instant now) {
        database.sql("""
                UPDATE audience.import SET bytes_read = :bytes, records_read = :records, rows_created = :created,
                       rows_updated = :updated, rows_unchanged = :unchanged, rows_repeated = :repeated,
                       rows_left_alone = :left_alone, rows_refused = :refused, updated_at = :now
                WHERE workspace_id = :workspace AND id = :id""")
                .param("workspace", workspace.value())
                .param("id", id)
                .param("bytes", bytesRead)
                .param("records", counts.records())
                .param("created", counts.created())
                .param("updated", counts.updated())
                .param("unchanged", counts.unchanged())
                .param("repeated", counts.repeated())
                .param("left_alone", counts.leftAlone())
                .param("refused", counts.refused())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Forgets the errors of an earlier reading; a dry run that was interrupted reads the file again. */
    void forgetErrors(WorkspaceId workspace, UUID id) {
        database.sql("""
                DELETE FROM audience.import_error e USING audience.import i
                WHERE e.import_id = :id AND i.id = e.import_id AND i.workspace_id = :workspace""").param("workspace", workspace.value()).param("id", id).update();
    }

    /** Moves an import on, unless it has ended; true if it moved. */
    boolean move(WorkspaceId workspace, UUID id, ImportState state, @Nullable String failure, Instant now) {
        return database.sql("""
                UPDATE audience.import SET state = :state, failure = :failure, updated_at = :now,
                       started_at = CASE WHEN :state = 'RUNNING' THEN coalesce(started_at, :now) ELSE started_at END,
                       finished_at = CASE WHEN :ended THEN CAST(:now AS timestamptz) END
                WHERE workspace_id = :workspace AND id = :id AND state IN ('UPLOADED', 'QUEUED', 'RUNNING')""")
                        .param("workspace", workspace.value())
                        .param("id", id)
                        .param("state", state.name())
                        .param("failure", failure)
                        .param("ended", state.ended())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /** The refused records by line, read as the stream is; to be closed, within a transaction. */
    Stream<ImportBatch.Error> errors(WorkspaceId workspace, UUID id) {
        return database
                .sql("""
                SELECT e.line, e.reason, e.record FROM audience.import_error e
                JOIN audience.import i ON i.id = e.import_id
                WHERE i.workspace_id = :workspace AND i.id = :id ORDER BY e.line""")
                .param("workspace", workspace.value())
                .param("id", id)
                .withFetchSize(1_000)
                .query((row, number) -> new ImportBatch.Error(
                        row.getLong("line"),
                        row.getString("reason"),
                        List.of(json.readValue(row.getString("record"), String[].class))))
                .stream();
    }

    /** @throws Problem.Invalid on {@code lists} when one of them is no list of the workspace */
    void requireLists(WorkspaceId workspace, List<UUID> lists) {
        int known = database.sql("""
                SELECT count(*) FROM audience.list WHERE workspace_id = :workspace AND id = ANY (CAST(:lists AS uuid[]))""")
                .param("workspace", workspace.value())
                .param("lists", lists.toArray(UUID[]::new))
                .query(Integer.class)
                .single();
        if (known < new HashSet<>(lists).size()) {
            throw new Problem.Invalid("lists", "not all of them are lists of this workspace", "ids of its lists");
        }
    }

    private Import read(ResultSet row) throws SQLException {
        return new Import(
                row.getObject("id", UUID.class),
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getString("file_name"),
                ImportState.valueOf(row.getString("state")),
                ImportMode.valueOf(row.getString("mode")),
                json.readValue(row.getString("plan"), ImportPlan.class),
                row.getLong("size_bytes"),
                row.getLong("bytes_read"),
                new ImportCounts(
                        row.getLong("records_read"),
                        row.getLong("rows_created"),
                        row.getLong("rows_updated"),
                        row.getLong("rows_unchanged"),
                        row.getLong("rows_repeated"),
                        row.getLong("rows_left_alone"),
                        row.getLong("rows_refused")),
                row.getString("failure"),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
