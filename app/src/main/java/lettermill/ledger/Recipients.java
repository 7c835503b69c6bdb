package lettermill.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import lettermill.base.CampaignId;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that reads ledger.message for people. */
@Repository
public class Recipients {

    private static final String COLUMNS = """
            SELECT id, campaign_id, record_id, subscriber_id, email, recipient_name, status, phase, reason, reason_detail,
                   attempt, provider_id, route_reason, provider_message_id, next_attempt_at, sent_at, delivered_at,
                   opened_at, clicked_at, bounced_at, unsubscribed_at, complained_at, open_count, click_count
            FROM ledger.message""";

    private final JdbcClient database;

    Recipients(JdbcClient database) {
        this.database = database;
    }

    /**
     * Which recipients to list.
     *
     * @param search part of the address or the name, in any case; null for all
     * @param after only those with a larger id
     */
    public record Filter(
            @Nullable RecipientStatus status,
            @Nullable MessagePhase phase,
            @Nullable String reason,
            @Nullable String search,
            long after) {}

    /** Up to {@code limit} recipients in the order of their ids. */
    public List<Recipient> list(WorkspaceId workspace, CampaignId campaign, Filter filter, int limit) {
        String search = filter.search();
        return database.sql(COLUMNS + """

                        WHERE workspace_id = :workspace AND campaign_id = :campaign AND kind = 'CAMPAIGN' AND id > :after
                          AND (:status::text IS NULL OR status = :status)
                          AND (:phase::text IS NULL OR phase = :phase)
                          AND (:reason::text IS NULL OR reason = :reason)
                          AND (:search::text IS NULL OR position(lower(:search) IN lower(email)) > 0
                               OR position(lower(:search) IN lower(recipient_name)) > 0)
                        ORDER BY id LIMIT :limit""")
                .param("workspace", workspace.value())
                .param("campaign", campaign.value())
                .param("after", filter.after())
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().name())
                .param("phase", filter.phase() == null ? null : filter.phase().name())
                .param("reason", filter.reason())
                .param("search", search == null || search.isBlank() ? null : search.strip())
                .param("limit", limit)
                .query((row, number) -> recipient(row))
                .list();
    }

    public List<Recipient> byIds(WorkspaceId workspace, Collection<MessageId> messages) {
        return database.sql(COLUMNS + " WHERE workspace_id = :workspace AND id = ANY(:ids) ORDER BY id")
                .param("workspace", workspace.value())
                .param("ids", Columns.longs(messages, MessageId::value))
                .query((row, number) -> recipient(row))
                .list();
    }

    /** A campaign's figures, counted from its messages. */
    public Tally tally(WorkspaceId workspace, CampaignId campaign) {
        return database.sql("""
                        SELECT count(*) AS total,
                            count(*) FILTER (WHERE status = 'FAILED' AND first_attempt_at IS NULL
                                AND reason NOT IN ('RENDERING_FAILURE', 'REFUSED')) AS skipped,
                            count(*) FILTER (WHERE status = 'FAILED' AND (first_attempt_at IS NOT NULL
                                OR reason IN ('RENDERING_FAILURE', 'REFUSED'))) AS failed,
                            count(sent_at) AS sent, count(delivered_at) AS delivered,
                            coalesce(sum(open_count), 0) AS opens, count(opened_at) AS unique_opens,
                            coalesce(sum(click_count), 0) AS clicks, count(clicked_at) AS unique_clicks,
                            coalesce(sum(machine_open_count), 0) AS machine_opens,
                            coalesce(sum(machine_click_count), 0) AS machine_clicks,
                            count(bounced_at) AS bounces, count(unsubscribed_at) AS unsubscribes,
                            count(complained_at) AS complaints
                        FROM ledger.message
                        WHERE workspace_id = :workspace AND campaign_id = :campaign AND kind = 'CAMPAIGN'""")
                .param("workspace", workspace.value())
                .param("campaign", campaign.value())
                .query((row, number) -> new Tally(
                        row.getLong("total"),
                        row.getLong("skipped"),
                        row.getLong("failed"),
                        row.getLong("sent"),
                        row.getLong("delivered"),
                        row.getLong("opens"),
                        row.getLong("unique_opens"),
                        row.getLong("clicks"),
                        row.getLong("unique_clicks"),
                        row.getLong("machine_opens"),
                        row.getLong("machine_clicks"),
                        row.getLong("bounces"),
                        row.getLong("unsubscribes"),
                        row.getLong("complaints")))
                .single();
    }

    /** How many messages of a campaign stand where. */
    public Map<MessagePhase, Long> phases(WorkspaceId workspace, CampaignId campaign) {
        Map<MessagePhase, Long> phases = new TreeMap<>();
        database.sql("""
                        SELECT phase, count(*) AS messages FROM ledger.message
                        WHERE workspace_id = :workspace AND campaign_id = :campaign GROUP BY phase""")
                .param("workspace", workspace.value())
                .param("campaign", campaign.value())
                .query(row -> {
                    phases.put(MessagePhase.valueOf(row.getString("phase")), row.getLong("messages"));
                });
        return phases;
    }

    private static Recipient recipient(ResultSet row) throws SQLException {
        UUID campaign = row.getObject("campaign_id", UUID.class);
        Long subscriber = row.getObject("subscriber_id", Long.class);
        return new Recipient(
                new MessageId(row.getLong("id")),
                campaign == null ? null : new CampaignId(campaign),
                row.getString("record_id"),
                subscriber == null ? null : new SubscriberId(subscriber),
                row.getString("email"),
                row.getString("recipient_name"),
                RecipientStatus.valueOf(row.getString("status")),
                MessagePhase.valueOf(row.getString("phase")),
                row.getString("reason"),
                row.getString("reason_detail"),
                row.getInt("attempt"),
                row.getObject("provider_id", UUID.class),
                row.getString("route_reason"),
                row.getString("provider_message_id"),
                Columns.instant(row.getTimestamp("next_attempt_at")),
                times(row),
                row.getInt("open_count"),
                row.getInt("click_count"));
    }

    private static Recipient.Times times(ResultSet row) throws SQLException {
        return new Recipient.Times(
                Columns.instant(row.getTimestamp("sent_at")),
                Columns.instant(row.getTimestamp("delivered_at")),
                Columns.instant(row.getTimestamp("opened_at")),
                Columns.instant(row.getTimestamp("clicked_at")),
                Columns.instant(row.getTimestamp("bounced_at")),
                Columns.instant(row.getTimestamp("unsubscribed_at")),
                Columns.instant(row.getTimestamp("complained_at")));
    }
}
