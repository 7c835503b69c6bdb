package lettermill.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.CampaignId;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Tally;
import lettermill.routing.SendWindow;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SQL of campaign.campaign: what people and the clock do to it. The figures are changed by {@link Counts}. */
@Repository
class Campaigns {

    private final JdbcClient database;
    private final JsonMapper json;

    Campaigns(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    CampaignId insert(WorkspaceId workspace, CampaignRequest content, Instant now) {
        CampaignId id = new CampaignId(UUID.randomUUID());
        database.sql("""
                        INSERT INTO campaign.campaign (id, workspace_id, name, description, campaign_type, status,
                            max_lateness_seconds, template_id, list_id, audience_filters, category_id, send_window,
                            from_name, from_email, reply_to, template_context, sending_pool_id, sending_identity_id,
                            routing_config, created_at, updated_at)
                        VALUES (:id, :workspace, :name, :description, :type, 'DRAFT', :lateness, :template, :list,
                            :filters::jsonb, :category, :window::jsonb, :fromName, :fromEmail, :replyTo,
                            :context::jsonb, :pool, :identity, :routing::jsonb, :now, :now)""")
                .params(columns(content))
                .param("id", id.value())
                .param("workspace", workspace.value())
                .param("now", Timestamp.from(now))
                .update();
        return id;
    }

    void update(WorkspaceId workspace, CampaignId id, CampaignRequest content, Instant now) {
        database.sql("""
                        UPDATE campaign.campaign
                        SET name = :name, description = :description, campaign_type = :type,
                            max_lateness_seconds = :lateness, template_id = :template, list_id = :list,
                            audience_filters = :filters::jsonb, category_id = :category, send_window = :window::jsonb,
                            from_name = :fromName, from_email = :fromEmail, reply_to = :replyTo,
                            template_context = :context::jsonb, sending_pool_id = :pool,
                            sending_identity_id = :identity, routing_config = :routing::jsonb, updated_at = :now
                        WHERE id = :id AND workspace_id = :workspace""")
                .params(columns(content))
                .param("id", id.value())
                .param("workspace", workspace.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    private Map<String, @Nullable Object> columns(CampaignRequest content) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("name", content.name());
        columns.put("description", content.description());
        Campaign.Type type = content.campaignType() == null ? Campaign.Type.ONE_TIME : content.campaignType();
        columns.put("type", type.name());
        columns.put("lateness", content.lateness());
        columns.put("template", content.templateId());
        columns.put("list", content.listId());
        columns.put("filters", text(content.filter()));
        columns.put("category", content.categoryId());
        columns.put("window", text(content.sendWindow()));
        columns.put("fromName", content.fromName());
        columns.put("fromEmail", content.fromEmail());
        columns.put("replyTo", content.replyTo());
        columns.put("context", text(content.templateContext()));
        columns.put("pool", content.sendingPoolId());
        columns.put("identity", content.sendingIdentityId());
        columns.put("routing", text(content.routingConfig()));
        return columns;
    }

    private @Nullable String text(@Nullable Object value) {
        return value == null ? null : json.writeValueAsString(value);
    }

    /** Locks the row until the end of the transaction, so that two who change its status take turns. */
    Campaign lock(WorkspaceId workspace, CampaignId id) {
        return find(workspace, id, "FOR NO KEY UPDATE").orElseThrow(() -> new Problem.NotFound("campaign", id));
    }

    Optional<Campaign> find(WorkspaceId workspace, CampaignId id) {
        return find(workspace, id, "");
    }

    private Optional<Campaign> find(WorkspaceId workspace, CampaignId id, String locking) {
        return database.sql("SELECT * FROM campaign.campaign WHERE id = :id AND workspace_id = :workspace " + locking)
                .param("id", id.value())
                .param("workspace", workspace.value())
                .query((row, number) -> campaign(row))
                .optional();
    }

    /**
     * Which campaigns to show; everything given has to hold.
     *
     * @param name part of the name, whatever the case
     */
    record Search(@Nullable CampaignStatus status, @Nullable String name) {}

    /** Newest first; {@code after} is the last one of the page before. */
    List<Campaign> list(WorkspaceId workspace, Search search, @Nullable CampaignId after, int limit) {
        return database.sql("""
                        SELECT * FROM campaign.campaign
                        WHERE workspace_id = :workspace AND (:status::text IS NULL OR status = :status)
                          AND (:name::text IS NULL OR strpos(lower(name), lower(:name)) > 0)
                          AND (:after::uuid IS NULL OR (created_at, id) <
                               (SELECT created_at, id FROM campaign.campaign
                                WHERE id = :after AND workspace_id = :workspace))
                        ORDER BY created_at DESC, id DESC LIMIT :limit""")
                .param("workspace", workspace.value())
                .param(
                        "status",
                        search.status() == null ? null : search.status().name())
                .param("name", search.name())
                .param("after", after == null ? null : after.value())
                .param("limit", limit)
                .query((row, number) -> campaign(row))
                .list();
    }

    /** A status with what goes with it. */
    record State(
            CampaignStatus status,
            @Nullable String note,
            @Nullable Instant continuesAt) {
        static State of(CampaignStatus status) {
            return new State(status, null, null);
        }
    }

    void move(WorkspaceId workspace, CampaignId id, State state, @Nullable Instant scheduledAt, Instant now) {
        database.sql("""
                        UPDATE campaign.campaign
                        SET status = :status, status_note = :note, continues_at = :continuesAt,
                            scheduled_at = COALESCE(:scheduledAt, scheduled_at),
                            started_at = CASE WHEN :status = 'SENDING' THEN COALESCE(started_at, :now) ELSE started_at END,
                            completed_at = CASE WHEN :status IN ('SENT', 'CANCELLED') THEN :now::timestamptz END,
                            updated_at = :now
                        WHERE id = :id AND workspace_id = :workspace""")
                .param("id", id.value())
                .param("workspace", workspace.value())
                .param("status", state.status().name())
                .param("note", state.note())
                .param("continuesAt", state.continuesAt() == null ? null : Timestamp.from(state.continuesAt()))
                .param("scheduledAt", scheduledAt == null ? null : Timestamp.from(scheduledAt))
                .param("now", Timestamp.from(now))
                .update();
    }

    void freeze(WorkspaceId workspace, CampaignId id, long templateVersion) {
        database.sql("""
                        UPDATE campaign.campaign SET template_version_id = :version
                        WHERE id = :id AND workspace_id = :workspace""")
                .param("id", id.value())
                .param("workspace", workspace.value())
                .param("version", templateVersion)
                .update();
    }

    /**
     * Says why a campaign that is SENDING rests for a while, or, without a note, that a lane has no more to do. Such a lane
     * looked at the queue before another gave messages back, so it must not wipe out why and until when those wait: what was
     * said stays until its time has come.
     */
    void note(WorkspaceId workspace, CampaignId id, @Nullable String note, @Nullable Instant continuesAt, Instant now) {
        database.sql("""
                        UPDATE campaign.campaign
                        SET status_note = CASE WHEN :note::text IS NULL AND continues_at > :now THEN status_note
                                               ELSE :note::text END,
                            continues_at = CASE WHEN :note::text IS NULL AND continues_at > :now
                                                THEN LEAST(continues_at, :continuesAt::timestamptz)
                                                ELSE :continuesAt::timestamptz END
                        WHERE id = :id AND workspace_id = :workspace AND status = 'SENDING'
                          AND (status_note, continues_at) IS DISTINCT FROM (:note::text, :continuesAt::timestamptz)""")
                .param("now", Timestamp.from(now))
                .param("id", id.value())
                .param("workspace", workspace.value())
                .param("note", note)
                .param("continuesAt", continuesAt == null ? null : Timestamp.from(continuesAt))
                .update();
    }

    void materialised(WorkspaceId workspace, CampaignId id, Instant now) {
        database.sql("""
                        UPDATE campaign.campaign SET materialised_at = :now, updated_at = :now
                        WHERE id = :id AND workspace_id = :workspace""")
                .param("id", id.value())
                .param("workspace", workspace.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    void delete(WorkspaceId workspace, CampaignId id) {
        database.sql("DELETE FROM campaign.campaign WHERE id = :id AND workspace_id = :workspace")
                .param("id", id.value())
                .param("workspace", workspace.value())
                .update();
    }

    /** All that the clock has to look after, of every workspace: scheduled, sending, and those cancelled a short while ago. */
    List<Campaign> atWork(Instant cancelledSince) {
        return database.sql("""
                        SELECT * FROM campaign.campaign
                        WHERE status IN ('SCHEDULED', 'SENDING') OR status = 'CANCELLED' AND updated_at > :since
                        ORDER BY created_at""")
                .param("since", Timestamp.from(cancelledSince))
                .query((row, number) -> campaign(row))
                .list();
    }

    private Campaign campaign(ResultSet row) throws SQLException {
        return new Campaign(
                new CampaignId(row.getObject("id", UUID.class)),
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                CampaignStatus.valueOf(row.getString("status")),
                row.getString("status_note"),
                instant(row, "continues_at"),
                instant(row, "scheduled_at"),
                content(row),
                row.getObject("template_version_id", Long.class),
                instant(row, "materialised_at"),
                counts(row),
                instant(row, "started_at"),
                instant(row, "completed_at"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private CampaignRequest content(ResultSet row) throws SQLException {
        String filters = row.getString("audience_filters");
        String window = row.getString("send_window");
        String context = row.getString("template_context");
        String routing = row.getString("routing_config");
        return new CampaignRequest(
                row.getString("name"),
                row.getString("description"),
                Campaign.Type.valueOf(row.getString("campaign_type")),
                row.getObject("template_id", UUID.class),
                row.getObject("list_id", UUID.class),
                filters == null ? null : json.readValue(filters, JsonNode.class),
                row.getObject("category_id", UUID.class),
                window == null ? null : json.readValue(window, SendWindow.class),
                row.getString("from_name"),
                row.getString("from_email"),
                row.getString("reply_to"),
                context == null ? null : templateContext(context),
                row.getObject("sending_pool_id", UUID.class),
                row.getObject("sending_identity_id", UUID.class),
                routing == null ? null : json.readValue(routing, RoutingConfig.class),
                row.getInt("max_lateness_seconds"));
    }

    private static Tally counts(ResultSet row) throws SQLException {
        return new Tally(
                row.getLong("total_recipients"),
                row.getLong("skipped_count"),
                row.getLong("failed_count"),
                row.getLong("sent_count"),
                row.getLong("delivered_count"),
                row.getLong("open_count"),
                row.getLong("unique_open_count"),
                row.getLong("click_count"),
                row.getLong("unique_click_count"),
                row.getLong("machine_open_count"),
                row.getLong("machine_click_count"),
                row.getLong("bounce_count"),
                row.getLong("unsubscribe_count"),
                row.getLong("complaint_count"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private Map<String, @Nullable Object> templateContext(String stored) {
        return json.readValue(stored, new TypeReference<>() {});
    }
}
