package lettermill.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import lettermill.base.CampaignId;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of ledger.event, and of what events change in ledger.message. */
@Repository
class Events {

    private final JdbcClient database;

    Events(JdbcClient database) {
        this.database = database;
    }

    /** Locks messages in the order of their ids, so that two recorders never wait for each other. */
    Map<Long, MessageState> lock(Collection<Long> messages) {
        Map<Long, MessageState> states = new HashMap<>();
        database.sql("""
                        SELECT id, workspace_id, campaign_id, status, reason, reason_detail, phase,
                               first_attempt_at IS NOT NULL AS attempted,
                               sent_at, delivered_at, opened_at, clicked_at, bounced_at, unsubscribed_at, complained_at
                        FROM ledger.message
                        WHERE id = ANY(:messages)
                        ORDER BY id
                        FOR UPDATE""").param("messages", messages.toArray(Long[]::new)).query(row -> {
            MessageState state = state(row);
            states.put(state.id, state);
        });
        return states;
    }

    private static MessageState state(ResultSet row) throws SQLException {
        EventEffect effect = EventEffect.ofRow(
                RecipientStatus.valueOf(row.getString("status")),
                row.getString("reason"),
                row.getString("reason_detail"));
        MessageState.Row identity = new MessageState.Row(
                row.getLong("id"),
                row.getObject("workspace_id", UUID.class),
                row.getObject("campaign_id", UUID.class),
                MessagePhase.valueOf(row.getString("phase")),
                row.getBoolean("attempted"));
        MessageState state = new MessageState(identity, effect);
        state.known(EventType.SEND, instant(row, "sent_at"));
        state.known(EventType.DELIVERY, instant(row, "delivered_at"));
        state.known(EventType.OPEN, instant(row, "opened_at"));
        state.known(EventType.CLICK, instant(row, "clicked_at"));
        state.known(EventType.BOUNCE, instant(row, "bounced_at"));
        state.known(EventType.UNSUBSCRIBE, instant(row, "unsubscribed_at"));
        state.known(EventType.COMPLAINT, instant(row, "complained_at"));
        return state;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return Columns.instant(row.getTimestamp(column));
    }

    /** Inserts the events that are new and answers their keys, each as {@link #identity} makes it. */
    Set<String> insert(List<MailEvent> events, Instant now) {
        Set<String> inserted = new HashSet<>();
        database.sql("""
                        INSERT INTO ledger.event (workspace_id, message_id, campaign_id, type, event_key, occurred_at,
                            recorded_at, hit_class, hit_rule, link_id, url, user_agent, client_address, bounce_type,
                            bounce_subtype, status_code, diagnostic, source)
                        SELECT workspace_id, message_id, campaign_id, type, event_key, occurred_at,
                            :now, hit_class, hit_rule, link_id, url, user_agent, client_address, bounce_type,
                            bounce_subtype, status_code, diagnostic, source
                        FROM unnest(:workspaces::uuid[], :messages::bigint[], :campaigns::uuid[], :types::text[],
                            :keys::text[], :times::timestamptz[], :classes::text[], :rules::text[], :links::bigint[],
                            :urls::text[], :agents::text[], :addresses::text[], :bounces::text[],
                            :subtypes::text[], :codes::text[], :diagnostics::text[], :sources::text[])
                            AS e(workspace_id, message_id, campaign_id, type, event_key, occurred_at, hit_class,
                                hit_rule, link_id, url, user_agent, client_address, bounce_type,
                                bounce_subtype, status_code, diagnostic, source)
                        ORDER BY workspace_id, event_key
                        ON CONFLICT (workspace_id, event_key) DO NOTHING
                        RETURNING workspace_id || '/' || event_key""")
                .params(parameters(events))
                .param("now", Timestamp.from(now))
                .query(row -> {
                    inserted.add(row.getString(1));
                });
        return inserted;
    }

    static String identity(MailEvent event) {
        return event.workspace() + "/" + event.key();
    }

    private static Map<String, Object> parameters(List<MailEvent> events) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("workspaces", Columns.texts(events, MailEvent::workspace));
        parameters.put(
                "messages",
                Columns.longs(
                        events, e -> e.message() == null ? null : e.message().value()));
        parameters.put("campaigns", Columns.texts(events, MailEvent::campaign));
        parameters.put("types", Columns.texts(events, MailEvent::type));
        parameters.put("keys", Columns.texts(events, MailEvent::key));
        parameters.put("times", Columns.texts(events, MailEvent::occurredAt));
        parameters.put(
                "classes",
                Columns.texts(events, e -> e.hit() == null ? null : e.hit().hitClass()));
        parameters.put(
                "rules",
                Columns.texts(events, e -> e.hit() == null ? null : e.hit().rule()));
        parameters.put(
                "links",
                Columns.longs(events, e -> e.hit() == null ? null : e.hit().linkId()));
        parameters.put(
                "urls",
                Columns.texts(events, e -> e.hit() == null ? null : e.hit().url()));
        parameters.put(
                "agents",
                Columns.texts(events, e -> e.hit() == null ? null : e.hit().userAgent()));
        parameters.put(
                "addresses",
                Columns.texts(events, e -> e.hit() == null ? null : e.hit().clientAddress()));
        parameters.put(
                "bounces",
                Columns.texts(
                        events, e -> e.failure() == null ? null : e.failure().type()));
        parameters.put(
                "subtypes",
                Columns.texts(
                        events, e -> e.failure() == null ? null : e.failure().subtype()));
        parameters.put(
                "codes",
                Columns.texts(
                        events, e -> e.failure() == null ? null : e.failure().statusCode()));
        parameters.put(
                "diagnostics",
                Columns.texts(
                        events, e -> e.failure() == null ? null : e.failure().diagnostic()));
        parameters.put("sources", Columns.texts(events, MailEvent::source));
        return parameters;
    }

    /** Gives the SENDs of messages the times that are known by now: whoever hears of a mail late hears of its leaving first. */
    void correctSends(Collection<MessageState> states) {
        database.sql("""
                        UPDATE ledger.event e SET occurred_at = s.sent_at
                        FROM unnest(:workspaces::uuid[], :keys::text[], :times::timestamptz[])
                            AS s(workspace_id, event_key, sent_at)
                        WHERE e.workspace_id = s.workspace_id AND e.event_key = s.event_key""")
                .param("workspaces", Columns.texts(states, s -> s.workspace))
                .param("keys", Columns.texts(states, s -> Ledger.sendKey(s.id)))
                .param("times", Columns.texts(states, s -> s.at(EventType.SEND)))
                .update();
    }

    void save(Collection<MessageState> states, Instant now) {
        database.sql("""
                        UPDATE ledger.message m
                        SET status = s.status, reason = s.reason, reason_detail = s.detail,
                            phase = s.phase, sent_at = s.sent_at, delivered_at = s.delivered_at,
                            opened_at = s.opened_at, clicked_at = s.clicked_at, bounced_at = s.bounced_at,
                            unsubscribed_at = s.unsubscribed_at, complained_at = s.complained_at,
                            open_count = m.open_count + s.opens, click_count = m.click_count + s.clicks,
                            machine_open_count = m.machine_open_count + s.machine_opens,
                            machine_click_count = m.machine_click_count + s.machine_clicks, updated_at = :now
                        FROM unnest(:ids::bigint[], :statuses::text[], :reasons::text[], :details::text[],
                            :phases::text[], :sent::timestamptz[], :delivered::timestamptz[], :opened::timestamptz[],
                            :clicked::timestamptz[], :bounced::timestamptz[], :unsubscribed::timestamptz[],
                            :complained::timestamptz[], :opens::int[], :clicks::int[], :machineOpens::int[],
                            :machineClicks::int[])
                            AS s(id, status, reason, detail, phase, sent_at, delivered_at, opened_at, clicked_at,
                                bounced_at, unsubscribed_at, complained_at, opens, clicks, machine_opens,
                                machine_clicks)
                        WHERE m.id = s.id""")
                .params(columns(states))
                .param("now", Timestamp.from(now))
                .update();
    }

    private static Map<String, Object> columns(Collection<MessageState> states) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("ids", Columns.longs(states, s -> s.id));
        columns.put("statuses", Columns.texts(states, MessageState::status));
        columns.put("reasons", Columns.texts(states, MessageState::reason));
        columns.put("details", Columns.texts(states, MessageState::detail));
        columns.put("phases", Columns.texts(states, MessageState::phase));
        columns.put("sent", Columns.texts(states, s -> s.at(EventType.SEND)));
        columns.put("delivered", Columns.texts(states, s -> s.at(EventType.DELIVERY)));
        columns.put("opened", Columns.texts(states, s -> s.at(EventType.OPEN)));
        columns.put("clicked", Columns.texts(states, s -> s.at(EventType.CLICK)));
        columns.put("bounced", Columns.texts(states, s -> s.at(EventType.BOUNCE)));
        columns.put("unsubscribed", Columns.texts(states, s -> s.at(EventType.UNSUBSCRIBE)));
        columns.put("complained", Columns.texts(states, s -> s.at(EventType.COMPLAINT)));
        columns.put("opens", Columns.integers(states, MessageState::opens));
        columns.put("clicks", Columns.integers(states, MessageState::clicks));
        columns.put("machineOpens", Columns.integers(states, MessageState::machineOpens));
        columns.put("machineClicks", Columns.integers(states, MessageState::machineClicks));
        return columns;
    }

    /** Messages by the ids that a vendor gave them; short ids are mail servers' and are not asked for. */
    Map<String, MessageId> byVendorId(WorkspaceId workspace, Collection<String> vendorIds) {
        Map<String, MessageId> found = new HashMap<>();
        database.sql("""
                        SELECT provider_message_id, max(id) AS id FROM ledger.message
                        WHERE provider_message_id = ANY(:ids) AND length(provider_message_id) >= 20
                          AND workspace_id = :workspace
                        GROUP BY provider_message_id""")
                .param("ids", vendorIds.toArray(String[]::new))
                .param("workspace", workspace.value())
                .query(row -> {
                    found.put(row.getString("provider_message_id"), new MessageId(row.getLong("id")));
                });
        return found;
    }

    Map<MessageId, Located> locate(Collection<MessageId> messages) {
        Map<MessageId, Located> located = new HashMap<>();
        database.sql("""
                        SELECT id, workspace_id, campaign_id, subscriber_id, sent_at, status
                        FROM ledger.message WHERE id = ANY(:ids)""")
                .param("ids", Columns.longs(messages, MessageId::value))
                .query(row -> {
                    UUID campaign = row.getObject("campaign_id", UUID.class);
                    Long subscriber = row.getObject("subscriber_id", Long.class);
                    MessageId id = new MessageId(row.getLong("id"));
                    located.put(
                            id,
                            new Located(
                                    id,
                                    new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                                    campaign == null ? null : new CampaignId(campaign),
                                    subscriber == null ? null : new SubscriberId(subscriber),
                                    instant(row, "sent_at"),
                                    RecipientStatus.valueOf(row.getString("status"))));
                });
        return located;
    }
}
