package lettermill.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What became of each run, whichever engine ran it. */
@Repository
class Runs {

    private static final int LONGEST_ERROR = 2_000;

    private final JdbcClient database;
    private final Clock clock;

    Runs(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    long started(@Nullable WorkspaceId workspace, String activity, String key, int attempt) {
        return database.sql("""
                        INSERT INTO engine.run (workspace_id, activity, key, attempt, state, started_at)
                        VALUES (:workspace::uuid, :activity, :key, :attempt, 'RUNNING', :now)
                        RETURNING id
                        """)
                .param("workspace", workspace == null ? null : workspace.value())
                .param("activity", activity)
                .param("key", key)
                .param("attempt", attempt)
                .param("now", utc(clock.instant()))
                .query(Long.class)
                .single();
    }

    void completed(long run) {
        finish(run, RunState.COMPLETED, null);
    }

    void failed(long run, String error, RunState state) {
        finish(run, state, error.substring(0, Math.min(error.length(), LONGEST_ERROR)));
    }

    private void finish(long run, RunState state, @Nullable String error) {
        database.sql("UPDATE engine.run SET state = :state, error = :error, finished_at = :now WHERE id = :run")
                .param("state", state.name())
                .param("error", error)
                .param("now", utc(clock.instant()))
                .param("run", run)
                .update();
    }

    /** Newest first. */
    List<Run> of(WorkspaceId workspace, long before, int limit) {
        return database.sql("""
                        SELECT id, activity, key, attempt, state, error, started_at, finished_at
                        FROM engine.run
                        WHERE workspace_id = :workspace AND id < :before
                        ORDER BY id DESC
                        LIMIT :limit
                        """)
                .param("workspace", workspace.value())
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> new Run(
                        row.getLong("id"),
                        row.getString("activity"),
                        row.getString("key"),
                        row.getInt("attempt"),
                        RunState.valueOf(row.getString("state")),
                        row.getString("error"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("finished_at", OffsetDateTime.class))))
                .list();
    }

    /** Forgets what ended before the given age; a run left RUNNING by a dead process goes the same way. */
    int prune(Duration age) {
        return database.sql("DELETE FROM engine.run WHERE coalesce(finished_at, started_at) < :before")
                .param("before", utc(clock.instant().minus(age)))
                .update();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** One run as it is shown. */
    record Run(
            long id,
            String activity,
            String key,
            int attempt,
            RunState state,
            @Nullable String error,
            Instant startedAt,
            @Nullable Instant finishedAt) {}
}
