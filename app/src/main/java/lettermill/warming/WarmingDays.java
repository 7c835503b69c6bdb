package lettermill.warming;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Columns;
import lettermill.ledger.outcome.Outcomes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of warming.day. */
@Repository
class WarmingDays {

    private final JdbcClient database;

    WarmingDays(JdbcClient database) {
        this.database = database;
    }

    /** Makes the rows of the plans' present dates, for those that have a cap. */
    void open(List<WarmingPlan> plans) {
        List<WarmingPlan> capped = plans.stream()
                .filter(plan -> plan.schedule().volume(plan.day()) != null)
                .toList();
        database.sql("""
                        INSERT INTO warming.day (plan_id, workspace_id, day, day_date, target)
                        SELECT * FROM unnest(:plans::uuid[], :workspaces::uuid[], :days::integer[], :dates::date[],
                            :targets::integer[])
                        ON CONFLICT (plan_id, day_date) DO NOTHING""")
                .param("plans", Columns.texts(capped, WarmingPlan::id))
                .param("workspaces", Columns.texts(capped, WarmingPlan::workspace))
                .param("days", Columns.integers(capped, WarmingPlan::day))
                .param("dates", Columns.texts(capped, WarmingPlan::date))
                .param("targets", Columns.texts(capped, plan -> plan.schedule().volume(plan.day())))
                .update();
    }

    /** The last two dates of each plan: the end of most mails is known by then. */
    List<WarmingDay> recent(Collection<UUID> plans) {
        return database.sql("""
                        SELECT * FROM (
                            SELECT d.*, row_number() OVER (PARTITION BY plan_id ORDER BY day_date DESC) AS age
                            FROM warming.day d WHERE plan_id = ANY(:plans::uuid[])) AS dated
                        WHERE age <= 2""")
                .param("plans", Columns.texts(plans, id -> id))
                .query((row, number) -> day(row))
                .list();
    }

    void count(List<WarmingDay> days, Instant now) {
        database.sql("""
                        UPDATE warming.day d
                        SET attempted = c.attempted, delivered = c.delivered, settled = c.settled, bounced = c.bounced,
                            complaints = c.complaints, counted_at = :now
                        FROM unnest(:plans::uuid[], :dates::date[], :attempted::bigint[], :delivered::bigint[],
                                    :settled::bigint[], :bounced::bigint[], :complaints::bigint[])
                            AS c (plan_id, day_date, attempted, delivered, settled, bounced, complaints)
                        WHERE d.plan_id = c.plan_id AND d.day_date = c.day_date""")
                .param("plans", Columns.texts(days, WarmingDay::plan))
                .param("dates", Columns.texts(days, WarmingDay::date))
                .param("attempted", Columns.longs(days, day -> day.outcomes().attempted()))
                .param("delivered", Columns.longs(days, day -> day.outcomes().delivered()))
                .param("settled", Columns.longs(days, day -> day.outcomes().settled()))
                .param("bounced", Columns.longs(days, day -> day.outcomes().bounced()))
                .param("complaints", Columns.longs(days, day -> day.outcomes().complaints()))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** All of a plan, the first date first. */
    List<WarmingDay> list(WorkspaceId workspace, UUID plan) {
        return database.sql(
                        "SELECT * FROM warming.day WHERE plan_id = :plan AND workspace_id = :workspace ORDER BY day_date")
                .param("plan", plan)
                .param("workspace", workspace.value())
                .query((row, number) -> day(row))
                .list();
    }

    private static WarmingDay day(ResultSet row) throws SQLException {
        return new WarmingDay(
                row.getObject("plan_id", UUID.class),
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getInt("day"),
                row.getObject("day_date", LocalDate.class),
                row.getInt("target"),
                new Outcomes(
                        row.getLong("attempted"),
                        row.getLong("delivered"),
                        row.getLong("settled"),
                        row.getLong("bounced"),
                        0,
                        0,
                        row.getLong("complaints"),
                        0,
                        0));
    }
}
