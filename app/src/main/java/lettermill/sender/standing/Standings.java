package lettermill.sender.standing;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Columns;
import lettermill.sender.HealthStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the pause, warming and health columns of sender.domain. */
@Repository
class Standings {

    private final JdbcClient database;

    Standings(JdbcClient database) {
        this.database = database;
    }

    /** Makes all other changes of these domains wait, always in the same order so that no two wait for each other. */
    void lock(Collection<UUID> domains) {
        database.sql("SELECT id FROM sender.domain WHERE id = ANY(:domains::uuid[]) ORDER BY id FOR UPDATE")
                .param("domains", Columns.texts(domains, id -> id))
                .query(UUID.class)
                .list();
    }

    /** What was paused stays so, with its new day and cap; what may not send for lack of records stays so too. */
    void warm(List<WarmingState> states, Instant now) {
        database.sql("""
                        UPDATE sender.domain d
                        SET warming_status = s.status, warming_schedule_id = s.schedule_id, warming_started_at = s.started_at,
                            warming_day = s.day, warming_limit = s.day_limit, updated_at = :now,
                            status = CASE WHEN d.status NOT IN ('VERIFIED', 'WARMING', 'ACTIVE') THEN d.status
                                          WHEN s.status = 'COMPLETED' THEN 'ACTIVE' ELSE 'WARMING' END
                        FROM unnest(:workspaces::uuid[], :domains::uuid[], :statuses::text[], :schedules::uuid[],
                                    :starts::timestamptz[], :days::integer[], :limits::integer[])
                            AS s (workspace_id, domain_id, status, schedule_id, started_at, day, day_limit)
                        WHERE d.id = s.domain_id AND d.workspace_id = s.workspace_id""")
                .param("workspaces", Columns.texts(states, WarmingState::workspace))
                .param("domains", Columns.texts(states, WarmingState::subject))
                .param("statuses", Columns.texts(states, WarmingState::status))
                .param("schedules", Columns.texts(states, WarmingState::scheduleId))
                .param("starts", Columns.texts(states, WarmingState::startedAt))
                .param("days", Columns.integers(states, WarmingState::day))
                .param("limits", Columns.texts(states, WarmingState::limit))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** False where it was paused before: the first reason stays. */
    boolean pause(WorkspaceId workspace, UUID domain, String actor, String reason, Instant now) {
        return database.sql("""
                        UPDATE sender.domain
                        SET paused_from = status, status = 'PAUSED', paused_at = :now, paused_by = :actor,
                            pause_reason = :reason, updated_at = :now,
                            warming_status = CASE warming_status WHEN 'IN_PROGRESS' THEN 'PAUSED' ELSE warming_status END
                        WHERE id = :id AND workspace_id = :workspace AND status <> 'PAUSED'""")
                        .param("id", domain)
                        .param("workspace", workspace.value())
                        .param("actor", actor)
                        .param("reason", reason)
                        .param("now", Timestamp.from(now))
                        .update()
                > 0;
    }

    /** False where it is not paused. Its health begins anew, as nothing is held against it. One whose records went wrong meanwhile has to be verified again, and is looked at at once. */
    boolean resume(WorkspaceId workspace, UUID domain, Instant now) {
        return database.sql("""
                        UPDATE sender.domain
                        SET status = CASE WHEN lacking_since IS NULL THEN coalesce(paused_from, 'PENDING')
                                          WHEN paused_from = 'PENDING' THEN 'PENDING' ELSE 'VERIFYING' END,
                            next_check_at = CASE WHEN lacking_since IS NULL THEN next_check_at ELSE :now END,
                            warming_status = CASE warming_status WHEN 'PAUSED' THEN 'IN_PROGRESS' ELSE warming_status END,
                            paused_from = NULL, paused_at = NULL, paused_by = NULL, pause_reason = NULL,
                            resumed_at = :now, health_score = 100, health_status = 'EXCELLENT', mailbox_scores = '{}', updated_at = :now
                        WHERE id = :id AND workspace_id = :workspace AND status = 'PAUSED'""")
                        .param("id", domain)
                        .param("workspace", workspace.value())
                        .param("now", Timestamp.from(now))
                        .update()
                > 0;
    }

    /** A domain as it was before it was rated. */
    record Before(WorkspaceId workspace, UUID domain, String host, HealthStatus status) {}

    /** Writes scores and tiers; answers the domains it was done to, as they were before. */
    List<Before> rate(List<DomainRating> ratings, Instant now) {
        return database.sql("""
                        UPDATE sender.domain d
                        SET health_score = r.score, health_status = r.status, updated_at = :now
                        FROM unnest(:workspaces::uuid[], :domains::uuid[], :scores::integer[], :statuses::text[],
                                    :times::timestamptz[]) AS r (workspace_id, domain_id, score, status, as_of)
                        WHERE d.id = r.domain_id AND d.workspace_id = r.workspace_id
                          AND (d.resumed_at IS NULL OR d.resumed_at <= r.as_of)
                        RETURNING d.id, d.workspace_id, d.host, old.health_status""")
                .param("workspaces", Columns.texts(ratings, DomainRating::workspace))
                .param("domains", Columns.texts(ratings, DomainRating::domain))
                .param("scores", Columns.integers(ratings, DomainRating::score))
                .param("statuses", Columns.texts(ratings, DomainRating::status))
                .param("times", Columns.texts(ratings, DomainRating::asOf))
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Before(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        row.getObject("id", UUID.class),
                        row.getString("host"),
                        HealthStatus.valueOf(row.getString("health_status"))))
                .list();
    }

    /** Writes how mailbox providers take mail, where that has changed. */
    void score(List<MailboxScores> scores, Instant now) {
        database.sql("""
                        UPDATE sender.domain d SET mailbox_scores = s.scores, updated_at = :now
                        FROM unnest(:workspaces::uuid[], :domains::uuid[], :scores::jsonb[], :times::timestamptz[])
                            AS s (workspace_id, domain_id, scores, as_of)
                        WHERE d.id = s.domain_id AND d.workspace_id = s.workspace_id AND d.mailbox_scores <> s.scores
                          AND (d.resumed_at IS NULL OR d.resumed_at <= s.as_of)""")
                .param("workspaces", Columns.texts(scores, MailboxScores::workspace))
                .param("domains", Columns.texts(scores, MailboxScores::domain))
                .param("scores", Columns.texts(scores, MailboxScores::json))
                .param("times", Columns.texts(scores, MailboxScores::asOf))
                .param("now", Timestamp.from(now))
                .update();
    }

    /**
     * Starts the counters of a new date at 0, for all workspaces.
     *
     * @param dates the present date of each time zone
     * @return how many were of an earlier date
     */
    int resetCounters(Map<String, LocalDate> dates) {
        List<Map.Entry<String, LocalDate>> zones = List.copyOf(dates.entrySet());
        return database.sql("""
                        UPDATE sender.domain d
                        SET daily_sent = 0, daily_date = z.today
                        FROM workspace.workspace w
                        JOIN unnest(:zones::text[], :dates::date[]) AS z (name, today) ON z.name = w.timezone
                        WHERE d.workspace_id = w.id AND d.daily_date < z.today""")
                .param("zones", Columns.texts(zones, Map.Entry::getKey))
                .param("dates", Columns.texts(zones, Map.Entry::getValue))
                .update();
    }
}
