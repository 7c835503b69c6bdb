package lettermill.analytics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;
import lettermill.visitor.UserAgents;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts hits by what fetched them. */
@Repository
class Readers {

    private final JdbcClient database;
    private final UserAgents agents;

    Readers(JdbcClient database, UserAgents agents) {
        this.database = database;
        this.agents = agents;
    }

    DeviceReport devices(WorkspaceId workspace, CampaignId campaign) {
        List<String> strings = userAgents(workspace, campaign);
        List<UserAgents.Client> read = strings.stream().map(agents::of).toList();
        Map<String, List<DeviceReport.Share>> shares = new TreeMap<>();
        // Names are given back to the database, which alone can count a reader of two versions of one program once.
        database.sql("""
                        SELECT CASE WHEN GROUPING(client) = 0 THEN 'client' WHEN GROUPING(os) = 0 THEN 'os'
                                    WHEN GROUPING(kind) = 0 THEN 'kind' ELSE 'model' END AS part,
                            coalesce(client, os, kind, model) AS name, count(*) AS hits, count(DISTINCT message_id) AS people
                        FROM ledger.event e
                        JOIN unnest(:agents::text[], :clients::text[], :systems::text[], :kinds::text[], :models::text[])
                            AS names (agent, client, os, kind, model) ON names.agent = coalesce(e.user_agent, '')
                        WHERE e.workspace_id = :workspace AND e.campaign_id = :campaign
                            AND e.type IN ('OPEN', 'CLICK') AND coalesce(e.hit_class, 'UNKNOWN') <> ALL (:machines)
                        GROUP BY GROUPING SETS ((client), (os), (kind), (model))
                        """)
                .param("workspace", workspace.value())
                .param("campaign", campaign.value())
                .param("machines", Facts.MACHINES)
                .param("agents", strings.toArray(String[]::new))
                .param("clients", read.stream().map(UserAgents.Client::client).toArray(String[]::new))
                .param("systems", read.stream().map(UserAgents.Client::os).toArray(String[]::new))
                .param(
                        "kinds",
                        read.stream().map(client -> capitalised(client.kind())).toArray(String[]::new))
                .param("models", read.stream().map(UserAgents.Client::device).toArray(String[]::new))
                .query(row -> {
                    shares.computeIfAbsent(row.getString("part"), part -> new ArrayList<>())
                            .add(new DeviceReport.Share(
                                    row.getString("name"), row.getLong("hits"), row.getLong("people")));
                });
        return new DeviceReport(
                sorted(shares, "client"),
                sorted(shares, "os"),
                sorted(shares, "kind"),
                sorted(shares, "model"),
                machines(workspace, campaign));
    }

    private List<String> userAgents(WorkspaceId workspace, CampaignId campaign) {
        return database.sql("""
                        SELECT DISTINCT coalesce(user_agent, '') FROM ledger.event
                        WHERE workspace_id = :workspace AND campaign_id = :campaign
                            AND type IN ('OPEN', 'CLICK') AND coalesce(hit_class, 'UNKNOWN') <> ALL (:machines)
                        """)
                .param("workspace", workspace.value())
                .param("campaign", campaign.value())
                .param("machines", Facts.MACHINES)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private List<DeviceReport.Share> machines(WorkspaceId workspace, CampaignId campaign) {
        return database.sql("""
                        SELECT hit_rule, count(*) AS hits, count(DISTINCT message_id) AS messages FROM ledger.event
                        WHERE workspace_id = :workspace AND campaign_id = :campaign
                            AND type IN ('OPEN', 'CLICK') AND hit_class = ANY (:machines)
                        GROUP BY hit_rule ORDER BY hits DESC, hit_rule
                        """)
                .param("workspace", workspace.value())
                .param("campaign", campaign.value())
                .param("machines", Facts.MACHINES)
                .query((row, number) ->
                        new DeviceReport.Share(row.getString("hit_rule"), row.getLong("hits"), row.getLong("messages")))
                .list();
    }

    private static List<DeviceReport.Share> sorted(Map<String, List<DeviceReport.Share>> shares, String part) {
        return shares.getOrDefault(part, List.of()).stream()
                .sorted(Comparator.comparingLong(DeviceReport.Share::people)
                        .reversed()
                        .thenComparing(DeviceReport.Share::name))
                .toList();
    }

    private static String capitalised(UserAgents.Kind kind) {
        return kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
