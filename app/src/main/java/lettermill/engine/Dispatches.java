package lettermill.engine;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The work that was asked for, one row a piece, written in the transaction that asks. It is db-scheduler's own queue, and the
 * outbox of any other engine: whoever changes the engine finds there what was waiting.
 */
@Repository
public class Dispatches {

    /** A process of the embedded engine beats every two seconds; one silent for so long is gone. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final JdbcClient database;
    private final Clock clock;

    Dispatches(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** One statement, because an attempt that runs into the primary key would end the caller's transaction. */
    public void enqueue(String activity, String key, @Nullable WorkspaceId workspace, Instant at) {
        database.sql("""
                        INSERT INTO engine.scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version, consecutive_failures)
                        VALUES (:activity, :key, :data, :at, false, 1, 0)
                        ON CONFLICT (task_name, task_instance) DO UPDATE
                        SET execution_time = least(scheduled_tasks.execution_time, excluded.execution_time)
                        WHERE NOT scheduled_tasks.picked
                        """)
                .param("activity", activity)
                .param("key", key)
                .param("data", workspace == null ? null : workspace.toString().getBytes(StandardCharsets.UTF_8))
                .param("at", utc(at))
                .update();
    }

    /** Locks what is due, in the caller's transaction, passing over what others hold; recurring work is not among it. */
    public List<Due> lock(Collection<String> activities, int limit) {
        return database.sql("""
                        SELECT task_name, task_instance, convert_from(task_data, 'UTF8') AS workspace
                        FROM engine.scheduled_tasks
                        WHERE execution_time <= :now
                          AND task_name IN (:activities)
                          AND (NOT picked OR last_heartbeat < :silent)
                        ORDER BY execution_time
                        LIMIT :limit
                        FOR UPDATE SKIP LOCKED
                        """)
                .param("now", utc(clock.instant()))
                .param("activities", activities)
                .param("silent", utc(clock.instant().minus(SILENCE)))
                .param("limit", limit)
                .query((row, number) -> {
                    @Nullable String workspace = row.getString("workspace");
                    return new Due(
                            row.getString("task_name"),
                            row.getString("task_instance"),
                            workspace == null ? null : WorkspaceId.of(workspace));
                })
                .list();
    }

    /** Another engine has it now. */
    public void remove(Due due) {
        database.sql("DELETE FROM engine.scheduled_tasks WHERE task_name = :activity AND task_instance = :key")
                .param("activity", due.activity())
                .param("key", due.key())
                .update();
    }

    /** Lets others go first. */
    public void postpone(Due due, Duration delay) {
        database.sql("""
                        UPDATE engine.scheduled_tasks SET execution_time = :at
                        WHERE task_name = :activity AND task_instance = :key
                        """)
                .param("at", utc(clock.instant().plus(delay)))
                .param("activity", due.activity())
                .param("key", due.key())
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** A piece of work whose time has come; the workspace is null for the house's own. */
    public record Due(String activity, String key, @Nullable WorkspaceId workspace) {}
}
