package lettermill.analytics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import lettermill.base.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts clicks by link. */
@Repository
class Clicks {

    private static final int MOST_RENDERED = 100;

    private final JdbcClient database;

    Clicks(JdbcClient database) {
        this.database = database;
    }

    LinkReport links(WorkspaceId workspace, Campaigns.Outline campaign) {
        List<LinkReport.Link> links = database.sql("""
                        WITH clicks AS (
                            SELECT link_id, CASE WHEN link_id IS NULL THEN url END AS url,
                                count(*) FILTER (WHERE coalesce(hit_class, 'UNKNOWN') <> ALL (:machines)) AS clicks,
                                count(DISTINCT message_id) FILTER (WHERE coalesce(hit_class, 'UNKNOWN') <> ALL (:machines)) AS unique_clicks,
                                count(*) FILTER (WHERE hit_class = ANY (:machines)) AS machine_clicks
                            FROM ledger.event
                            WHERE workspace_id = :workspace AND campaign_id = :campaign AND type = 'CLICK'
                            GROUP BY 1, 2
                        ), rendered AS (
                            SELECT NULL::bigint, NULL::integer, url, clicks, unique_clicks, machine_clicks
                            FROM clicks WHERE url IS NOT NULL
                            ORDER BY unique_clicks DESC, url
                            LIMIT :most
                        )
                        SELECT l.id, l.position, l.url, coalesce(c.clicks, 0) AS clicks,
                            coalesce(c.unique_clicks, 0) AS unique_clicks, coalesce(c.machine_clicks, 0) AS machine_clicks
                        FROM tracking.link l LEFT JOIN clicks c ON c.link_id = l.id
                        WHERE l.workspace_id = :workspace AND l.template_version_id = :version
                        UNION ALL SELECT * FROM rendered
                        ORDER BY unique_clicks DESC, clicks DESC, position, url
                        """)
                .param("workspace", workspace.value())
                .param("campaign", campaign.id().value())
                .param("version", campaign.templateVersionId())
                .param("machines", Facts.MACHINES)
                .param("most", MOST_RENDERED)
                .query((row, number) -> link(row))
                .list();
        return new LinkReport(links);
    }

    private static LinkReport.Link link(ResultSet row) throws SQLException {
        return new LinkReport.Link(
                row.getObject("id", Long.class),
                row.getObject("position", Integer.class),
                row.getString("url"),
                row.getLong("clicks"),
                row.getLong("unique_clicks"),
                row.getLong("machine_clicks"));
    }
}
