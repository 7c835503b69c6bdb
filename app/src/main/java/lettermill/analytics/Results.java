package lettermill.analytics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts a campaign's messages in one pass over them. */
@Repository
class Results {

    private final JdbcClient database;

    Results(JdbcClient database) {
        this.database = database;
    }

    /** Messages that are in the same place for the same reason. */
    private record Group(
            String status, String phase, @Nullable String reason, long tried, long messages, Figures figures) {

        boolean skipped() {
            boolean ours = "RENDERING_FAILURE".equals(reason) || "REFUSED".equals(reason);
            return status.equals("FAILED") && tried == 0 && !ours;
        }
    }

    CampaignStats stats(WorkspaceId workspace, Campaigns.Outline campaign) {
        List<Group> groups = database.sql("""
                        SELECT status, phase, reason, (first_attempt_at IS NOT NULL)::int AS tried, count(*) AS messages,
                            count(coalesce(sent_at, bounced_at)) AS attempted, count(sent_at) AS sent,
                            count(delivered_at) AS delivered, count(bounced_at) AS bounces,
                            sum(open_count) AS opens, count(opened_at) AS unique_opens, sum(machine_open_count) AS machine_opens,
                            sum(click_count) AS clicks, count(clicked_at) AS unique_clicks, sum(machine_click_count) AS machine_clicks,
                            count(unsubscribed_at) AS unsubscribes, count(complained_at) AS complaints
                        FROM ledger.message
                        WHERE workspace_id = :workspace AND campaign_id = :campaign AND kind = 'CAMPAIGN'
                        GROUP BY status, phase, reason, tried
                        """)
                .param("workspace", workspace.value())
                .param("campaign", campaign.id().value())
                .query((row, number) -> group(row))
                .list();
        return stats(campaign, groups);
    }

    private static Group group(ResultSet row) throws SQLException {
        return new Group(
                row.getString("status"),
                row.getString("phase"),
                row.getString("reason"),
                row.getLong("tried"),
                row.getLong("messages"),
                Figures.of(row));
    }

    private static CampaignStats stats(Campaigns.Outline campaign, List<Group> groups) {
        Figures sum = groups.stream().map(Group::figures).reduce(Figures.NONE, Figures::plus);
        return new CampaignStats(
                campaign.id(),
                campaign.status(),
                groups.stream().mapToLong(Group::messages).sum(),
                count(
                        groups,
                        group -> group.status().equals("PENDING")
                                && !group.phase().equals("UNKNOWN")),
                count(
                        groups,
                        group -> group.status().equals("PENDING")
                                && group.phase().equals("UNKNOWN")),
                count(groups, Group::skipped),
                count(groups, group -> group.status().equals("FAILED") && !group.skipped()),
                sum.attempted(),
                sum.sent(),
                sum.delivered(),
                sum.bounces(),
                sum.opens(),
                sum.uniqueOpens(),
                sum.machineOpens(),
                sum.clicks(),
                sum.uniqueClicks(),
                sum.machineClicks(),
                sum.unsubscribes(),
                sum.complaints(),
                Rates.of(sum),
                reasons(groups));
    }

    private static List<CampaignStats.ReasonCount> reasons(List<Group> groups) {
        List<CampaignStats.ReasonCount> reasons = new ArrayList<>();
        groups.stream()
                .filter(group -> group.reason() != null
                        && (group.status().equals("FAILED") || group.status().equals("BOUNCED")))
                .collect(Collectors.groupingBy(
                        group -> List.of(String.valueOf(group.reason()), group.status()),
                        Collectors.summingLong(Group::messages)))
                .forEach((key, count) ->
                        reasons.add(new CampaignStats.ReasonCount(key.getFirst(), key.getLast(), count)));
        reasons.sort(Comparator.comparingLong(CampaignStats.ReasonCount::count)
                .reversed()
                .thenComparing(CampaignStats.ReasonCount::reason));
        return reasons;
    }

    private static long count(List<Group> groups, Predicate<Group> which) {
        return groups.stream().filter(which).mapToLong(Group::messages).sum();
    }
}
