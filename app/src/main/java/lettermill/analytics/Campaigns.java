package lettermill.analytics;

import java.util.UUID;
import lettermill.base.CampaignId;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What analytics reads of campaign.campaign. */
@Repository
class Campaigns {

    private final JdbcClient database;

    Campaigns(JdbcClient database) {
        this.database = database;
    }

    /** The little that figures need to know of a campaign. */
    record Outline(CampaignId id, String status, @Nullable Long templateVersionId) {}

    /** @throws Problem.NotFound when the workspace has no such campaign */
    Outline outline(WorkspaceId workspace, CampaignId campaign) {
        return database.sql(
                        "SELECT id, status, template_version_id FROM campaign.campaign WHERE id = :id AND workspace_id = :workspace")
                .param("id", campaign.value())
                .param("workspace", workspace.value())
                .query((row, number) -> new Outline(
                        new CampaignId(row.getObject("id", UUID.class)),
                        row.getString("status"),
                        row.getObject("template_version_id", Long.class)))
                .optional()
                .orElseThrow(() -> new Problem.NotFound("campaign", campaign));
    }
}
