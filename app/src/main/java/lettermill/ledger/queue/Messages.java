package lettermill.ledger.queue;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.CampaignId;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that makes rows of ledger.message, and lets them wait or rest. */
@Repository
class Messages {

    private final JdbcClient database;

    Messages(JdbcClient database) {
        this.database = database;
    }

    int materialise(
            WorkspaceId workspace,
            CampaignId campaign,
            String selection,
            Map<String, Object> with,
            Order order,
            Instant now) {
        return database.sql("""
                        INSERT INTO ledger.message (workspace_id, campaign_id, kind, subscriber_id, email,
                            recipient_name, status, reason, phase, next_attempt_at, created_at, updated_at)
                        SELECT :messageWorkspace, :messageCampaign, 'CAMPAIGN', s.subscriber_id, s.email, s.name,
                            CASE WHEN s.skip_reason IS NULL THEN 'PENDING' ELSE 'FAILED' END, s.skip_reason,
                            CASE WHEN s.skip_reason IS NULL THEN 'WAITING' ELSE 'DONE' END,
                            CASE WHEN s.skip_reason IS NULL THEN :messageNow::timestamptz END,
                            :messageNow, :messageNow
                        FROM (%s) s""".formatted(ordered(selection, order)))
                .params(with)
                .param("messageWorkspace", workspace.value())
                .param("messageCampaign", campaign.value())
                .param("messageNow", Timestamp.from(now))
                .update();
    }

    /** A selection whose rows come in the order in which their messages are to leave. */
    private static String ordered(String selection, Order order) {
        return order == Order.DUE ? selection : """
                SELECT p.* FROM (%s) p
                LEFT JOIN LATERAL (
                    SELECT max(greatest(m.opened_at, m.clicked_at)) AS at FROM ledger.message m
                    WHERE m.subscriber_id = p.subscriber_id AND m.workspace_id = :messageWorkspace AND m.sent_at IS NOT NULL)
                    engaged ON true
                ORDER BY engaged.at DESC NULLS LAST, p.subscriber_id""".formatted(selection);
    }

    Claim addTest(WorkspaceId workspace, TestRecipient to, Instant now) {
        return database.sql("""
                        INSERT INTO ledger.message (workspace_id, kind, subscriber_id, email, recipient_name, context,
                            status, phase, created_at, updated_at)
                        VALUES (:workspace, 'TEST', :subscriber, :email, :name, :context::jsonb,
                            'PENDING', 'WAITING', :now, :now)
                        RETURNING id, subscriber_id, email, recipient_name, context, attempt, first_attempt_at""")
                .param("workspace", workspace.value())
                .param(
                        "subscriber",
                        to.subscriber() == null ? null : to.subscriber().value())
                .param("email", to.email())
                .param("name", to.name())
                .param("context", to.contextJson())
                .param("now", Timestamp.from(now))
                .query((row, number) -> Claim.of(row))
                .single();
    }

    /** Messages of a claim that the transport never saw wait again; a test has nobody to wait for. */
    void release(
            WorkspaceId workspace, UUID claim, Collection<MessageId> messages, UUID owner, Instant again, Instant now) {
        database.sql("""
                        UPDATE ledger.message m
                        SET phase = CASE WHEN kind = 'TEST' THEN 'DONE' ELSE phase END,
                            status = CASE WHEN kind = 'TEST' THEN 'FAILED' ELSE status END,
                            reason = CASE WHEN kind = 'TEST' THEN 'NOT_SENT' ELSE reason END,
                            next_attempt_at = :again, updated_at = :now
                        FROM ledger.claim c
                        WHERE c.id = :claim AND c.owner = :owner AND m.id = ANY(c.message_ids)
                          AND m.id = ANY(:ids) AND m.workspace_id = :workspace AND m.phase = 'WAITING'
                          AND (m.kind = 'TEST' OR m.next_attempt_at < :again AND :again > :now)""")
                .param("workspace", workspace.value())
                .param("claim", claim)
                .param("ids", Columns.longs(messages, MessageId::value))
                .param("owner", owner)
                .param("again", Timestamp.from(again))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** When the next message of a campaign is due that nobody has in hand; empty when there is none. */
    Optional<Instant> nextDue(WorkspaceId workspace, CampaignId campaign) {
        return database.sql("""
                        SELECT next_attempt_at FROM ledger.message
                        WHERE campaign_id = :campaign AND workspace_id = :workspace AND phase = 'WAITING'
                          AND id NOT IN (SELECT unnest(message_ids) FROM ledger.claim WHERE campaign_id = :campaign)
                        ORDER BY next_attempt_at, id LIMIT 1""")
                .param("workspace", workspace.value())
                .param("campaign", campaign.value())
                .query((row, number) -> row.getTimestamp("next_attempt_at").toInstant())
                .optional();
    }

    /** Whether a campaign has anything without an end, in somebody's hands or not. */
    boolean anyPending(WorkspaceId workspace, CampaignId campaign) {
        return database.sql("""
                        SELECT EXISTS (SELECT FROM ledger.message
                                       WHERE phase = 'WAITING' AND workspace_id = :workspace AND campaign_id = :campaign)""")
                .param("workspace", workspace.value())
                .param("campaign", campaign.value())
                .query(Boolean.class)
                .single();
    }

    /** Decides about messages whose answer was lost; answers how many of them there were. */
    int resolve(
            WorkspaceId workspace, CampaignId campaign, Collection<MessageId> messages, Resolution how, Instant now) {
        return database.sql("""
                        UPDATE ledger.message
                        SET phase = CASE :how WHEN 'SEND_AGAIN' THEN 'WAITING' ELSE 'DONE' END,
                            status = CASE :how WHEN 'SEND_AGAIN' THEN status ELSE 'FAILED' END,
                            reason = CASE :how WHEN 'SEND_AGAIN' THEN NULL ELSE 'OUTCOME_UNKNOWN' END,
                            next_attempt_at = :now, updated_at = :now
                        WHERE id = ANY(:ids) AND workspace_id = :workspace AND campaign_id = :campaign
                          AND phase = 'UNKNOWN'""")
                .param("workspace", workspace.value())
                .param("campaign", campaign.value())
                .param("ids", Columns.longs(messages, MessageId::value))
                .param("how", how.name())
                .param("now", Timestamp.from(now))
                .update();
    }

    void delete(WorkspaceId workspace, CampaignId campaign) {
        database.sql("DELETE FROM ledger.message WHERE campaign_id = :campaign AND workspace_id = :workspace")
                .param("workspace", workspace.value())
                .param("campaign", campaign.value())
                .update();
    }
}
