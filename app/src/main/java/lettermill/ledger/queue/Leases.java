package lettermill.ledger.queue;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import lettermill.base.CampaignId;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * SQL of ledger.lease and ledger.claim: who lives, and who has which messages in hand. Claims of one campaign are made one
 * after the other, under a lock of its own, so that each sees what the others took.
 */
@Repository
class Leases {

    private final JdbcClient database;
    private final TransactionTemplate transactions;

    Leases(JdbcClient database, PlatformTransactionManager transactions) {
        this.database = database;
        this.transactions = new TransactionTemplate(transactions);
    }

    void renew(UUID owner, Instant until) {
        database.sql("""
                        INSERT INTO ledger.lease (owner, valid_until) VALUES (:owner, :until)
                        ON CONFLICT (owner) DO UPDATE SET valid_until = EXCLUDED.valid_until""")
                .param("owner", owner)
                .param("until", Timestamp.from(until))
                .update();
    }

    void end(UUID owner) {
        database.sql("DELETE FROM ledger.lease WHERE owner = :owner")
                .param("owner", owner)
                .update();
    }

    /**
     * Takes up to {@code limit} messages that are due and that nobody has.
     *
     * @param holder the new claim's id and who makes it; no claim is made when nothing is due
     */
    List<Claim> claim(
            WorkspaceId workspace,
            CampaignId campaign,
            int limit,
            Order order,
            WaveStatement.Holder holder,
            Instant now) {
        return transactions.execute(status -> {
            lock(campaign);
            return database.sql("""
                            WITH due AS MATERIALIZED (
                                SELECT id, subscriber_id, email, recipient_name, context, attempt, first_attempt_at
                                FROM ledger.message
                                WHERE campaign_id = :campaign AND workspace_id = :workspace
                                  AND phase = 'WAITING' AND next_attempt_at <= :now
                                  AND id NOT IN (SELECT unnest(message_ids) FROM ledger.claim
                                                 WHERE campaign_id = :campaign)
                                ORDER BY %s
                                LIMIT :limit),
                            taken AS (
                                INSERT INTO ledger.claim (id, workspace_id, campaign_id, owner, message_ids)
                                SELECT :claim, :workspace, :campaign, :owner, array_agg(id) FROM due HAVING count(*) > 0)
                            SELECT * FROM due""".formatted(order == Order.DUE ? "next_attempt_at, id" : "id"))
                    .param("workspace", workspace.value())
                    .param("campaign", campaign.value())
                    .param("limit", limit)
                    .param("claim", holder.claim())
                    .param("owner", holder.owner())
                    .param("now", Timestamp.from(now))
                    .query((row, number) -> Claim.of(row))
                    .list();
        });
    }

    /** A statement of its own: what follows in the transaction sees all that was committed before the lock was had. */
    private void lock(CampaignId campaign) {
        database.sql("SELECT pg_advisory_xact_lock(hashtextextended(:campaign, 0))")
                .param("campaign", "ledger.claim " + campaign.value())
                .query(row -> {});
    }

    void claimTests(WorkspaceId workspace, Collection<MessageId> messages, UUID claim, UUID owner) {
        database.sql("""
                        INSERT INTO ledger.claim (id, workspace_id, owner, message_ids)
                        VALUES (:claim, :workspace, :owner, :messages)""")
                .param("claim", claim)
                .param("workspace", workspace.value())
                .param("owner", owner)
                .param("messages", Columns.longs(messages, MessageId::value))
                .update();
    }

    /** Notes that the transport never saw these messages. */
    void notInFlight(WorkspaceId workspace, UUID claim, Collection<MessageId> messages) {
        database.sql("""
                        UPDATE ledger.claim
                        SET in_flight = ARRAY(SELECT unnest(in_flight) EXCEPT SELECT unnest(:messages::bigint[]))
                        WHERE id = :claim AND workspace_id = :workspace AND in_flight && :messages::bigint[]""")
                .param("claim", claim)
                .param("workspace", workspace.value())
                .param("messages", Columns.longs(messages, MessageId::value))
                .update();
    }

    /** Gives up claims that have nothing in flight. */
    void close(Collection<UUID> claims, UUID owner) {
        database.sql("DELETE FROM ledger.claim WHERE id = ANY(:claims) AND owner = :owner AND in_flight = '{}'")
                .param("claims", claims.toArray(UUID[]::new))
                .param("owner", owner)
                .update();
    }

    /** Ends what waits of a campaign and is with no transport; nobody can hand it over any more. */
    int abandon(WorkspaceId workspace, CampaignId campaign, String reason, Instant now) {
        return transactions.execute(status -> {
            lock(campaign);
            return database.sql("""
                            WITH cut AS (
                                UPDATE ledger.claim SET message_ids = in_flight
                                WHERE campaign_id = :campaign AND workspace_id = :workspace
                                RETURNING in_flight)
                            UPDATE ledger.message
                            SET phase = 'DONE', status = 'FAILED', reason = :reason, updated_at = :now
                            WHERE campaign_id = :campaign AND workspace_id = :workspace AND phase = 'WAITING'
                              AND id NOT IN (SELECT unnest(in_flight) FROM cut)""")
                    .param("workspace", workspace.value())
                    .param("campaign", campaign.value())
                    .param("reason", reason)
                    .param("now", Timestamp.from(now))
                    .update();
        });
    }

    /**
     * Takes messages back from owners that no longer say they live: what was only claimed waits for the next, what was in
     * flight is unknown, and a test that was not in flight has failed. What facts are known about is done already.
     *
     * @return how many are unknown now
     */
    int takeOver(Instant now) {
        return database.sql("""
                        WITH dead AS (
                            SELECT * FROM ledger.claim c
                            WHERE NOT EXISTS (SELECT FROM ledger.lease l WHERE l.owner = c.owner AND l.valid_until > :now)
                            ORDER BY id
                            FOR UPDATE SKIP LOCKED),
                        lost AS (
                            UPDATE ledger.message m
                            SET phase = 'UNKNOWN', reason = 'INTERRUPTED', attempt = m.attempt + 1,
                                first_attempt_at = COALESCE(m.first_attempt_at, dead.handed_at),
                                provider_id = dead.provider_id, domain_id = dead.domain_id,
                                identity_id = dead.identity_id, ip_id = dead.ip_id, route_reason = dead.route_reason,
                                updated_at = :now
                            FROM dead CROSS JOIN unnest(dead.in_flight) flying
                            WHERE m.id = flying AND m.phase = 'WAITING'
                            RETURNING m.id),
                        unsent AS (
                            UPDATE ledger.message m
                            SET phase = 'DONE', status = 'FAILED', reason = 'NOT_SENT', updated_at = :now
                            FROM dead CROSS JOIN unnest(dead.message_ids) taken
                            WHERE m.id = taken AND m.phase = 'WAITING' AND m.kind = 'TEST' AND taken <> ALL(dead.in_flight)),
                        closed AS (DELETE FROM ledger.claim c USING dead WHERE c.id = dead.id),
                        gone AS (DELETE FROM ledger.lease WHERE valid_until <= :now)
                        SELECT count(*) FROM lost""")
                .param("now", Timestamp.from(now))
                .query(Integer.class)
                .single();
    }
}
