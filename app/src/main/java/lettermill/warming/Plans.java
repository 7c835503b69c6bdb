package lettermill.warming;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Columns;
import lettermill.ledger.outcome.Origin;
import lettermill.mailbox.MailboxProvider;
import lettermill.sender.SendingDomain.WarmingStatus;
import lettermill.warming.schedule.ScheduleRow;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** SQL of warming.plan. */
@Repository
class Plans {

    private static final TypeReference<Map<MailboxProvider, Double>> SHARES = new TypeReference<>() {};

    /** A plan with its schedule, and what it needs to know of its workspace and of what it warms up. */
    private static final String PLAN = """
            SELECT s.*, p.id AS plan_id, p.workspace_id AS plan_workspace, p.domain_id, p.ip_id, p.mailbox_shares, p.status, p.day, p.day_date,
                p.started_at, p.completed_at, w.timezone, coalesce(d.resumed_at, i.resumed_at) AS resumed_at
            FROM warming.plan p
            JOIN warming.schedule s ON s.id = p.schedule_id
            JOIN workspace.workspace w ON w.id = p.workspace_id
            LEFT JOIN sender.domain d ON d.id = p.domain_id
            LEFT JOIN sender.dedicated_ip i ON i.id = p.ip_id
            """;

    private final JdbcClient database;
    private final JsonMapper json;

    Plans(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** A warming that begins. */
    record Begun(Origin origin, UUID schedule, MailboxCurve curve, LocalDate today) {}

    void insert(WorkspaceId workspace, UUID id, Begun begun, Instant now) {
        Origin origin = begun.origin();
        database.sql("""
                        INSERT INTO warming.plan (id, workspace_id, domain_id, ip_id, schedule_id, mailbox_shares, status, day,
                            day_date, started_at)
                        VALUES (:id, :workspace, :domain, :ip, :schedule, :curve::jsonb, 'IN_PROGRESS', 1, :today, :now)""")
                .param("id", id)
                .param("workspace", workspace.value())
                .param("domain", origin.kind() == Origin.Kind.DOMAIN ? origin.id() : null)
                .param("ip", origin.kind() == Origin.Kind.IP ? origin.id() : null)
                .param("schedule", begun.schedule())
                .param("curve", json.writeValueAsString(begun.curve().shares()))
                .param("today", begun.today())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Ends the caps of a plan that is over, so that another one can follow. */
    void closeCompleted(WorkspaceId workspace, Origin origin, Instant now) {
        database.sql("""
                        UPDATE warming.plan SET closed_at = :now
                        WHERE origin_id = :origin AND workspace_id = :workspace AND status = 'COMPLETED' AND closed_at IS NULL""")
                .param("origin", origin.id())
                .param("workspace", workspace.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The newest of a domain or an address, whatever its status. */
    Optional<WarmingPlan> newest(WorkspaceId workspace, Origin origin) {
        return database.sql(PLAN + """
                        WHERE p.origin_id = :origin AND p.workspace_id = :workspace ORDER BY p.started_at DESC LIMIT 1""")
                .param("origin", origin.id())
                .param("workspace", workspace.value())
                .query((row, number) -> plan(row))
                .optional();
    }

    /** All that still set caps, of all workspaces. */
    List<WarmingPlan> open() {
        return database.sql(PLAN + "WHERE p.closed_at IS NULL ORDER BY p.origin_id")
                .query((row, number) -> plan(row))
                .list();
    }

    /**
     * Turns the page for plans whose date is over: to the next day of the schedule if any mail left on the present one, and to
     * the present date. A plan that another process has turned already, or that is paused, is left alone.
     *
     * @param dates the present date of each time zone
     * @return the plans that were turned
     */
    List<WarmingPlan> turn(Collection<UUID> plans, Map<String, LocalDate> dates, Instant now) {
        List<Map.Entry<String, LocalDate>> zones = List.copyOf(dates.entrySet());
        List<UUID> turned = database.sql("""
                        UPDATE warming.plan p
                        SET day = n.day, day_date = n.today,
                            status = CASE WHEN n.day > s.days THEN 'COMPLETED' ELSE p.status END,
                            completed_at = CASE WHEN n.day > s.days THEN coalesce(p.completed_at, :now) END,
                            closed_at = CASE WHEN n.day > cardinality(s.volumes) THEN :now::timestamptz END
                        FROM (
                            SELECT q.id, q.day AS old_day, q.day + CASE WHEN g.attempted > 0 THEN 1 ELSE 0 END AS day, z.today
                            FROM warming.plan q
                            JOIN warming.day g ON g.plan_id = q.id AND g.day_date = q.day_date
                            LEFT JOIN sender.domain d ON d.id = q.domain_id
                            LEFT JOIN sender.dedicated_ip i ON i.id = q.ip_id
                            JOIN workspace.workspace w ON w.id = q.workspace_id
                            JOIN unnest(:zones::text[], :dates::date[]) AS z (name, today) ON z.name = w.timezone
                            WHERE d.status IS DISTINCT FROM 'PAUSED' AND i.paused_at IS NULL) AS n,
                            warming.schedule s
                        WHERE p.id = n.id AND s.id = p.schedule_id AND p.id = ANY(:plans::uuid[]) AND p.day = n.old_day
                          AND p.day_date < n.today AND p.closed_at IS NULL
                        RETURNING p.id""")
                .param("zones", Columns.texts(zones, Map.Entry::getKey))
                .param("dates", Columns.texts(zones, Map.Entry::getValue))
                .param("plans", Columns.texts(plans, id -> id))
                .param("now", Timestamp.from(now))
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
        return database.sql(PLAN + "WHERE p.id = ANY(:plans::uuid[])")
                .param("plans", Columns.texts(turned, id -> id))
                .query((row, number) -> plan(row))
                .list();
    }

    void pause(WorkspaceId workspace, Origin origin) {
        database.sql("""
                        UPDATE warming.plan SET status = 'PAUSED'
                        WHERE origin_id = :origin AND workspace_id = :workspace AND status = 'IN_PROGRESS'""")
                .param("origin", origin.id())
                .param("workspace", workspace.value())
                .update();
    }

    /** The day at which it was paused goes on today. */
    void resume(WorkspaceId workspace, Origin origin, LocalDate today) {
        database.sql("""
                        UPDATE warming.plan
                        SET status = CASE status WHEN 'PAUSED' THEN 'IN_PROGRESS' ELSE status END, day_date = :today
                        WHERE origin_id = :origin AND workspace_id = :workspace AND closed_at IS NULL""")
                .param("origin", origin.id())
                .param("workspace", workspace.value())
                .param("today", today)
                .update();
    }

    private WarmingPlan plan(ResultSet row) throws SQLException {
        return new WarmingPlan(
                row.getObject("plan_id", UUID.class),
                new WorkspaceId(row.getObject("plan_workspace", UUID.class)),
                origin(row),
                ScheduleRow.of(row),
                new MailboxCurve(json.readValue(row.getString("mailbox_shares"), SHARES)),
                WarmingStatus.valueOf(row.getString("status")),
                row.getInt("day"),
                row.getObject("day_date", LocalDate.class),
                row.getTimestamp("started_at").toInstant(),
                Columns.instant(row.getTimestamp("completed_at")),
                ZoneId.of(row.getString("timezone")),
                Columns.instant(row.getTimestamp("resumed_at")));
    }

    private static Origin origin(ResultSet row) throws SQLException {
        UUID domain = row.getObject("domain_id", UUID.class);
        return domain != null ? Origin.domain(domain) : Origin.ip(row.getObject("ip_id", UUID.class));
    }
}
