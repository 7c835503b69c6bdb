package lettermill.warming.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import lettermill.base.WorkspaceId;

/** How a row of warming.schedule is read, alone or joined. */
public final class ScheduleRow {

    private ScheduleRow() {}

    public static WarmingSchedule of(ResultSet row) throws SQLException {
        UUID workspace = row.getObject("workspace_id", UUID.class);
        return new WarmingSchedule(
                row.getObject("id", UUID.class),
                workspace == null ? null : new WorkspaceId(workspace),
                row.getString("name"),
                row.getInt("days"),
                WarmingSchedule.entries(
                        Arrays.asList((Integer[]) row.getArray("volumes").getArray())),
                new Thresholds(
                        row.getDouble("max_bounce_rate"),
                        row.getDouble("max_complaint_rate"),
                        row.getDouble("min_delivery_rate"),
                        row.getInt("min_messages"),
                        row.getInt("min_complaints")),
                row.getTimestamp("created_at").toInstant());
    }
}
