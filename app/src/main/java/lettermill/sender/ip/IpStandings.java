package lettermill.sender.ip;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Columns;
import lettermill.sender.standing.WarmingState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the pause, warming and fault columns of sender.dedicated_ip. */
@Repository
class IpStandings {

    private final JdbcClient database;

    IpStandings(JdbcClient database) {
        this.database = database;
    }

    /** Makes all other changes of these addresses wait, always in the same order so that no two wait for each other. */
    void lock(Collection<UUID> ips) {
        database.sql("SELECT id FROM sender.dedicated_ip WHERE id = ANY(:ips::uuid[]) ORDER BY id FOR UPDATE")
                .param("ips", Columns.texts(ips, id -> id))
                .query(UUID.class)
                .list();
    }

    void lock(WorkspaceId workspace, UUID ip) {
        database.sql("SELECT 1 FROM sender.dedicated_ip WHERE id = :id AND workspace_id = :workspace FOR UPDATE")
                .param("id", ip)
                .param("workspace", workspace.value())
                .query(row -> {});
    }

    /** True where nobody knew of it. Of one that DNS does not know nothing is written: it sends nothing anyway. */
    boolean unbindable(WorkspaceId workspace, UUID ip, DedicatedIp.Fault fault, Instant now) {
        return database.sql("""
                        UPDATE sender.dedicated_ip
                        SET status = 'UNBINDABLE', fault = :fault, retry_at = :retry, updated_at = :now
                        WHERE id = :id AND workspace_id = :workspace AND status IN ('VERIFIED', 'UNBINDABLE')
                        RETURNING old.status <> 'UNBINDABLE' AS fresh""")
                .param("id", ip)
                .param("workspace", workspace.value())
                .param("fault", fault.reason())
                .param("retry", Timestamp.from(fault.retryAt()))
                .param("now", Timestamp.from(now))
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    void bound(WorkspaceId workspace, UUID ip, Instant now) {
        database.sql("""
                        UPDATE sender.dedicated_ip SET status = 'VERIFIED', fault = NULL, retry_at = NULL, updated_at = :now
                        WHERE id = :id AND workspace_id = :workspace AND status = 'UNBINDABLE'""")
                .param("id", ip)
                .param("workspace", workspace.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** What is paused stays so, with its new day and cap. */
    void warm(List<WarmingState> states, Instant now) {
        database.sql("""
                        UPDATE sender.dedicated_ip i
                        SET warming_status = s.status, warming_schedule_id = s.schedule_id, warming_started_at = s.started_at,
                            warming_day = s.day, warming_limit = s.day_limit, updated_at = :now
                        FROM unnest(:workspaces::uuid[], :ips::uuid[], :statuses::text[], :schedules::uuid[],
                                    :starts::timestamptz[], :days::integer[], :limits::integer[])
                            AS s (workspace_id, ip_id, status, schedule_id, started_at, day, day_limit)
                        WHERE i.id = s.ip_id AND i.workspace_id = s.workspace_id""")
                .param("workspaces", Columns.texts(states, WarmingState::workspace))
                .param("ips", Columns.texts(states, WarmingState::subject))
                .param("statuses", Columns.texts(states, WarmingState::status))
                .param("schedules", Columns.texts(states, WarmingState::scheduleId))
                .param("starts", Columns.texts(states, WarmingState::startedAt))
                .param("days", Columns.integers(states, WarmingState::day))
                .param("limits", Columns.texts(states, WarmingState::limit))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** False where it was paused before: the first reason stays. */
    boolean pause(WorkspaceId workspace, UUID ip, String actor, String reason, Instant now) {
        return database.sql("""
                        UPDATE sender.dedicated_ip
                        SET paused_at = :now, paused_by = :actor, pause_reason = :reason, updated_at = :now,
                            warming_status = CASE warming_status WHEN 'IN_PROGRESS' THEN 'PAUSED' ELSE warming_status END
                        WHERE id = :id AND workspace_id = :workspace AND paused_at IS NULL""")
                        .param("id", ip)
                        .param("workspace", workspace.value())
                        .param("actor", actor)
                        .param("reason", reason)
                        .param("now", Timestamp.from(now))
                        .update()
                > 0;
    }

    /** False where it was not paused. */
    boolean resume(WorkspaceId workspace, UUID ip, Instant now) {
        return database.sql("""
                        UPDATE sender.dedicated_ip
                        SET paused_at = NULL, paused_by = NULL, pause_reason = NULL, resumed_at = :now, updated_at = :now,
                            warming_status = CASE warming_status WHEN 'PAUSED' THEN 'IN_PROGRESS' ELSE warming_status END
                        WHERE id = :id AND workspace_id = :workspace AND paused_at IS NOT NULL""")
                        .param("id", ip)
                        .param("workspace", workspace.value())
                        .param("now", Timestamp.from(now))
                        .update()
                > 0;
    }

    /**
     * Starts the counters of a new date at 0, for all workspaces.
     *
     * @param dates the present date of each time zone
     */
    int resetCounters(Map<String, LocalDate> dates) {
        List<Map.Entry<String, LocalDate>> zones = List.copyOf(dates.entrySet());
        return database.sql("""
                        UPDATE sender.dedicated_ip i
                        SET daily_sent = 0, daily_date = z.today
                        FROM workspace.workspace w
                        JOIN unnest(:zones::text[], :dates::date[]) AS z (name, today) ON z.name = w.timezone
                        WHERE i.workspace_id = w.id AND i.daily_date < z.today""")
                .param("zones", Columns.texts(zones, Map.Entry::getKey))
                .param("dates", Columns.texts(zones, Map.Entry::getValue))
                .update();
    }
}
