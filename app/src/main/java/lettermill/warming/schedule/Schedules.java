package lettermill.warming.schedule;

import java.sql.Timestamp;
import java.util.List;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of warming.schedule. A schedule never changes: plans are in the middle of it. */
@Repository
class Schedules {

    private final JdbcClient database;

    Schedules(JdbcClient database) {
        this.database = database;
    }

    void insert(WorkspaceId workspace, WarmingSchedule schedule) {
        Thresholds thresholds = schedule.thresholds();
        try {
            database.sql("""
                            INSERT INTO warming.schedule (id, workspace_id, name, days, volumes, max_bounce_rate,
                                max_complaint_rate, min_delivery_rate, min_messages, min_complaints, created_at)
                            VALUES (:id, :workspace, :name, :days, :volumes, :bounce, :complaint, :delivery, :messages,
                                :complaints, :now)""")
                    .param("id", schedule.id())
                    .param("workspace", workspace.value())
                    .param("name", schedule.name())
                    .param("days", schedule.days())
                    .param(
                            "volumes",
                            schedule.entries().stream()
                                    .map(WarmingSchedule.Entry::volume)
                                    .toArray(Integer[]::new))
                    .param("bounce", thresholds.maxBounceRate())
                    .param("complaint", thresholds.maxComplaintRate())
                    .param("delivery", thresholds.minDeliveryRate())
                    .param("messages", thresholds.minMessages())
                    .param("complaints", thresholds.minComplaints())
                    .param("now", Timestamp.from(schedule.createdAt()))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new Problem.Conflict("There is a warming schedule " + schedule.name() + " already.");
        }
    }

    /** The built-in ones first, the slowest of them first. */
    List<WarmingSchedule> list(WorkspaceId workspace) {
        return database.sql("""
                        SELECT * FROM warming.schedule WHERE workspace_id IS NULL OR workspace_id = :workspace
                        ORDER BY workspace_id IS NOT NULL, CASE WHEN workspace_id IS NULL THEN -days END, name""")
                .param("workspace", workspace.value())
                .query((row, number) -> ScheduleRow.of(row))
                .list();
    }
}
