package lettermill.analytics.live;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import lettermill.base.CampaignId;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads a campaign's own counters, which follow the ledger within its transactions, and why messages ended. */
@Repository
class LiveCounters {

    private final JdbcClient database;

    LiveCounters(JdbcClient database) {
        this.database = database;
    }

    /**
     * The counters, without pace and reasons.
     *
     * @throws Problem.NotFound when the workspace has no such campaign
     */
    LiveNumbers numbers(WorkspaceId workspace, CampaignId campaign) {
        return database.sql("SELECT * FROM campaign.campaign WHERE id = :id AND workspace_id = :workspace")
                .param("id", campaign.value())
                .param("workspace", workspace.value())
                .query((row, number) -> numbers(row))
                .optional()
                .orElseThrow(() -> new Problem.NotFound("campaign", campaign));
    }

    private static LiveNumbers numbers(ResultSet row) throws SQLException {
        return new LiveNumbers(
                row.getString("status"),
                row.getString("status_note"),
                row.getLong("total_recipients"),
                row.getLong("skipped_count"),
                row.getLong("failed_count"),
                row.getLong("sent_count"),
                row.getLong("delivered_count"),
                row.getLong("bounce_count"),
                row.getLong("open_count"),
                row.getLong("unique_open_count"),
                row.getLong("machine_open_count"),
                row.getLong("click_count"),
                row.getLong("unique_click_count"),
                row.getLong("machine_click_count"),
                row.getLong("unsubscribe_count"),
                row.getLong("complaint_count"),
                null,
                List.of());
    }

    /** Why messages were skipped, failed or bounced, the most frequent first. */
    List<LiveNumbers.Reason> reasons(WorkspaceId workspace, CampaignId campaign) {
        return database.sql("""
                        SELECT reason, status, count(*) AS messages FROM ledger.message
                        WHERE workspace_id = :workspace AND campaign_id = :campaign AND kind = 'CAMPAIGN'
                            AND status IN ('FAILED', 'BOUNCED') AND reason IS NOT NULL
                        GROUP BY reason, status ORDER BY messages DESC, reason, status
                        """)
                .param("workspace", workspace.value())
                .param("campaign", campaign.value())
                .query((row, number) -> new LiveNumbers.Reason(
                        row.getString("reason"), row.getString("status"), row.getLong("messages")))
                .list();
    }
}
