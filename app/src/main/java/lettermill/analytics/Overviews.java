package lettermill.analytics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads analytics.campaign_quarter. */
@Repository
class Overviews {

    private static final String SUMS = """
            sum(attempted) AS attempted, sum(sent) AS sent, sum(delivered) AS delivered, sum(bounces) AS bounces,
            sum(opens) AS opens, sum(unique_opens) AS unique_opens, sum(machine_opens) AS machine_opens,
            sum(clicks) AS clicks, sum(unique_clicks) AS unique_clicks, sum(machine_clicks) AS machine_clicks,
            sum(unsubscribes) AS unsubscribes, sum(complaints) AS complaints
            """;

    private final JdbcClient database;

    Overviews(JdbcClient database) {
        this.database = database;
    }

    /** Figures by day of the zone, of days with any; {@code until} is the first day that is left out. */
    Map<LocalDate, Figures> days(WorkspaceId workspace, LocalDate from, LocalDate until, ZoneId zone) {
        Map<LocalDate, Figures> days = new TreeMap<>();
        database.sql("SELECT (at AT TIME ZONE :zone)::date AS day, " + SUMS + """
                        FROM analytics.campaign_quarter
                        WHERE workspace_id = :workspace AND at >= :from AND at < :until
                        GROUP BY day
                        """)
                .param("workspace", workspace.value())
                .param("zone", zone.getId())
                .param("from", from.atStartOfDay(zone).toOffsetDateTime())
                .param("until", until.atStartOfDay(zone).toOffsetDateTime())
                .query(row -> {
                    days.put(row.getObject("day", LocalDate.class), Figures.of(row));
                });
        return days;
    }

    List<Overview.Top> top(WorkspaceId workspace, LocalDate from, ZoneId zone, int most) {
        return database.sql("SELECT c.id, c.name, " + SUMS + """
                        FROM analytics.campaign_quarter q JOIN campaign.campaign c ON c.id = q.campaign_id
                        WHERE q.workspace_id = :workspace AND c.workspace_id = :workspace AND q.at >= :from
                        GROUP BY c.id, c.name
                        ORDER BY sum(unique_clicks) DESC, sum(unique_opens) DESC, c.id
                        LIMIT :most
                        """)
                .param("workspace", workspace.value())
                .param("from", from.atStartOfDay(zone).toOffsetDateTime())
                .param("most", most)
                .query((row, number) -> {
                    Figures figures = Figures.of(row);
                    CampaignId id = new CampaignId(row.getObject("id", UUID.class));
                    return new Overview.Top(id, row.getString("name"), figures, Rates.of(figures));
                })
                .list();
    }

    /** When the roll-up was last brought up to date; the same for all workspaces. */
    @Nullable
    Instant asOf() {
        return database.sql("SELECT updated_at FROM analytics.progress")
                .query((row, number) ->
                        row.getObject("updated_at", OffsetDateTime.class).toInstant())
                .optional()
                .orElse(null);
    }
}
