package lettermill.ledger.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.CampaignId;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that makes, leases and gives back rows of ledger.message. */
@Repository
class Messages {

    private final JdbcClient database;

    Messages(JdbcClient database) {
        this.database = database;
    }

    int materialise(
            WorkspaceId workspace, CampaignId campaign, String selection, Map<String, Object> with, Instant now) {
        return database.sql("""
                        INSERT INTO ledger.message (workspace_id, campaign_id, kind, subscriber_id, email,
                            recipient_name, status, reason, phase, next_attempt_at, created_at, updated_at)
                        SELECT :messageWorkspace, :messageCampaign, 'CAMPAIGN', s.subscriber_id, s.email, s.name,
                            CASE WHEN s.skip_reason IS NULL THEN 'PENDING' ELSE 'FAILED' END, s.skip_reason,
                            CASE WHEN s.skip_reason IS NULL THEN 'WAITING' ELSE 'DONE' END,
                            CASE WHEN s.skip_reason IS NULL THEN :messageNow::timestamptz END,
                            :messageNow, :messageNow
                        FROM (%s) s""".formatted(selection))
                .params(with)
                .param("messageWorkspace", workspace.value())
                .param("messageCampaign", campaign.value())
                .param("messageNow", Timestamp.from(now))
                .update();
    }

    Claim addTest(WorkspaceId workspace, TestRecipient to, UUID owner, Instant now) {
        return database.sql("""
                        INSERT INTO ledger.message (workspace_id, kind, subscriber_id, email, recipient_name, context,
                            status, phase, lease_owner, created_at, updated_at)
                        VALUES (:workspace, 'TEST', :subscriber, :email, :name, :context::jsonb,
                            'PENDING', 'CLAIMED', :owner, :now, :now)
                        RETURNING id, subscriber_id, email, recipient_name, context, attempt, first_attempt_at""")
                .param("workspace", workspace.value())
                .param(
                        "subscriber",
                        to.subscriber() == null ? null : to.subscriber().value())
                .param("email", to.email())
                .param("name", to.name())
                .param("context", to.contextJson())
                .param("owner", owner)
                .param("now", Timestamp.from(now))
                .query((row, number) -> claim(row))
                .single();
    }

    List<Claim> claim(WorkspaceId workspace, CampaignId campaign, int limit, UUID owner, Instant now) {
        return database.sql("""
                        WITH due AS (
                            SELECT id FROM ledger.message
                            WHERE campaign_id = :campaign AND workspace_id = :workspace
                              AND phase = 'WAITING' AND next_attempt_at <= :now
                            ORDER BY next_attempt_at, id
                            LIMIT :limit
                            FOR UPDATE SKIP LOCKED)
                        UPDATE ledger.message m
                        SET phase = 'CLAIMED', lease_owner = :owner, updated_at = :now
                        FROM due WHERE m.id = due.id
                        RETURNING m.id, m.subscriber_id, m.email, m.recipient_name, m.context, m.attempt,
                            m.first_attempt_at""")
                .param("workspace", workspace.value())
                .param("campaign", campaign.value())
                .param("limit", limit)
                .param("owner", owner)
                .param("now", Timestamp.from(now))
                .query((row, number) -> claim(row))
                .list();
    }

    private static Claim claim(ResultSet row) throws SQLException {
        Long subscriber = row.getObject("subscriber_id", Long.class);
        return new Claim(
                new MessageId(row.getLong("id")),
                subscriber == null ? null : new SubscriberId(subscriber),
                row.getString("email"),
                row.getString("recipient_name"),
                row.getString("context"),
                row.getInt("attempt"),
                Columns.instant(row.getTimestamp("first_attempt_at")));
    }

    /** Messages that the transport never saw wait again; a test has nobody to wait for. */
    void release(WorkspaceId workspace, Collection<MessageId> messages, UUID owner, Instant again) {
        database.sql("""
                        UPDATE ledger.message
                        SET phase = CASE WHEN kind = 'TEST' OR status <> 'PENDING' THEN 'DONE' ELSE 'WAITING' END,
                            status = CASE WHEN kind = 'TEST' AND status = 'PENDING' THEN 'FAILED' ELSE status END,
                            reason = CASE WHEN kind = 'TEST' AND status = 'PENDING' THEN 'NOT_SENT' ELSE reason END,
                            lease_owner = NULL, next_attempt_at = :again, updated_at = :again
                        WHERE id = ANY(:ids) AND workspace_id = :workspace
                          AND phase IN ('CLAIMED', 'HANDED') AND lease_owner = :owner""")
                .param("workspace", workspace.value())
                .param("ids", Columns.longs(messages, MessageId::value))
                .param("owner", owner)
                .param("again", Timestamp.from(again))
                .update();
    }

    /** When the next message of a campaign is due; empty when none waits. */
    Optional<Instant> nextDue(WorkspaceId workspace, CampaignId campaign) {
        return database.sql("""
                        SELECT next_attempt_at FROM ledger.message
                        WHERE campaign_id = :campaign AND workspace_id = :workspace AND phase = 'WAITING'
                        ORDER BY next_attempt_at, id LIMIT 1""")
                .param("workspace", workspace.value())
                .param("campaign", campaign.value())
                .query((row, number) -> row.getTimestamp("next_attempt_at").toInstant())
                .optional();
    }

    /** Whether a campaign has anything that waits or is in somebody's hands; one statement, so one moment. */
    boolean anyPending(WorkspaceId workspace, CampaignId campaign) {
        return database.sql("""
                        SELECT EXISTS (SELECT 1 FROM ledger.message
                                   WHERE phase = 'WAITING' AND workspace_id = :workspace AND campaign_id = :campaign)
                            OR EXISTS (SELECT 1 FROM ledger.message
                                   WHERE phase IN ('CLAIMED', 'HANDED') AND workspace_id = :workspace
                                     AND campaign_id = :campaign)""")
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

    /** Ends what waits, as when a campaign is cancelled. */
    int abandon(WorkspaceId workspace, CampaignId campaign, String reason, Instant now) {
        return database.sql("""
                        UPDATE ledger.message
                        SET phase = 'DONE', status = 'FAILED', reason = :reason, updated_at = :now
                        WHERE campaign_id = :campaign AND workspace_id = :workspace AND phase = 'WAITING'""")
                .param("workspace", workspace.value())
                .param("campaign", campaign.value())
                .param("reason", reason)
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
