package lettermill.ledger.queue;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The one statement of a wave: what became of the wave before, and which messages are in flight from its commit on.
 *
 * <p>The claim's row is locked first, then the messages that ended, in the order of their ids: cancelling and taking over lock in
 * the same order. Messages that are handed over are not written to: the claim holds them. Its arrays are taken apart once: they are
 * stored compressed, and each look at one would unpack it anew.
 */
@Repository
class WaveStatement {

    private final JdbcClient database;

    WaveStatement(JdbcClient database) {
        this.database = database;
    }

    /**
     * What the statement did.
     *
     * @param handed messages that may now be given to the transport: no one ended them before, and the claim is still this owner's
     * @param recorded ids of messages whose end was new
     * @param known ids of settled messages about which others had reported before; their ends are not recorded yet
     */
    record Result(Set<Long> handed, Map<Long, @Nullable UUID> recorded, Set<Long> known) {}

    /** Whose messages these are: the claim, and the process that made it. */
    record Holder(UUID claim, UUID owner) {}

    Result run(
            WorkspaceId workspace,
            Holder holder,
            List<SettledRow> ends,
            List<MessageId> next,
            @Nullable Route route,
            Instant now) {
        Set<Long> handed = new HashSet<>();
        Map<Long, @Nullable UUID> recorded = new HashMap<>();
        Set<Long> known = new HashSet<>();
        database.sql("""
                        WITH mine AS MATERIALIZED (
                            SELECT * FROM ledger.claim WHERE id = :claim AND owner = :owner FOR UPDATE),
                        locked AS MATERIALIZED (
                            SELECT id, phase FROM ledger.message
                            WHERE id = ANY(:ids::bigint[]) AND workspace_id = :workspace
                              AND (SELECT count(*) FROM mine) >= 0 -- so that the claim is locked before
                            ORDER BY id
                            FOR UPDATE),
                        flying AS MATERIALIZED (SELECT unnest(in_flight) AS id FROM mine),
                        taken AS MATERIALIZED (SELECT unnest(message_ids) AS id FROM mine),
                        ended AS (
                            SELECT e.*, e.id IN (SELECT id FROM flying) AS handed, mine.handed_at,
                                mine.provider_id, mine.domain_id, mine.identity_id, mine.ip_id, mine.route_reason
                            FROM unnest(:ids::bigint[], :phases::text[], :statuses::text[], :reasons::text[],
                                :details::text[], :providerIds::text[], :times::timestamptz[], :types::text[],
                                :keys::text[], :bounces::text[], :codes::text[])
                                AS e(id, phase, status, reason, detail, provider_message_id, next_attempt_at, type,
                                     event_key, bounce_type, status_code)
                            JOIN locked USING (id) LEFT JOIN mine ON true
                            WHERE locked.phase = 'UNKNOWN' OR e.id IN (SELECT id FROM taken)),
                        settled AS (
                            UPDATE ledger.message m
                            SET phase = CASE WHEN m.status = 'PENDING' THEN e.phase ELSE 'DONE' END,
                                status = CASE WHEN m.status = 'PENDING' THEN COALESCE(e.status, m.status)
                                              ELSE m.status END,
                                reason = CASE WHEN m.status = 'PENDING' THEN e.reason ELSE m.reason END,
                                reason_detail = CASE WHEN m.status = 'PENDING' THEN COALESCE(e.detail, m.reason_detail)
                                                     ELSE m.reason_detail END,
                                provider_message_id = COALESCE(e.provider_message_id, m.provider_message_id),
                                next_attempt_at = CASE WHEN e.phase = 'WAITING'
                                                       THEN COALESCE(e.next_attempt_at, m.next_attempt_at) END,
                                sent_at = CASE WHEN m.status = 'PENDING' AND e.type = 'SEND' THEN :now ELSE m.sent_at END,
                                bounced_at = CASE WHEN m.status = 'PENDING' AND e.type = 'BOUNCE' THEN :now
                                                  ELSE m.bounced_at END,
                                attempt = m.attempt + e.handed::int,
                                first_attempt_at = CASE WHEN e.handed THEN COALESCE(m.first_attempt_at, e.handed_at)
                                                        ELSE m.first_attempt_at END,
                                provider_id = CASE WHEN e.handed THEN e.provider_id ELSE m.provider_id END,
                                domain_id = CASE WHEN e.handed THEN e.domain_id ELSE m.domain_id END,
                                identity_id = CASE WHEN e.handed THEN e.identity_id ELSE m.identity_id END,
                                ip_id = CASE WHEN e.handed THEN e.ip_id ELSE m.ip_id END,
                                route_reason = CASE WHEN e.handed THEN e.route_reason ELSE m.route_reason END,
                                updated_at = :now
                            FROM ended e WHERE m.id = e.id
                            RETURNING m.id, m.campaign_id, old.status <> 'PENDING' AS known),
                        recorded AS (
                            INSERT INTO ledger.event (workspace_id, message_id, campaign_id, type, event_key,
                                occurred_at, recorded_at, bounce_type, status_code, diagnostic)
                            SELECT :workspace, e.id, s.campaign_id, e.type, e.event_key, :now, :now, e.bounce_type,
                                e.status_code, e.detail
                            FROM settled s JOIN ended e USING (id) WHERE e.type IS NOT NULL AND NOT s.known
                            ON CONFLICT (workspace_id, event_key) DO NOTHING
                            RETURNING message_id, campaign_id),
                        handed AS (
                            UPDATE ledger.claim c
                            SET in_flight = ARRAY(SELECT m.id FROM ledger.message m
                                                  WHERE m.id = ANY(:next::bigint[]) AND m.workspace_id = :workspace
                                                    AND m.phase = 'WAITING' AND m.id IN (SELECT id FROM taken)),
                                handed_at = :now, provider_id = :provider, domain_id = :domain,
                                identity_id = :identity, ip_id = :ip, route_reason = :routeReason
                            FROM mine WHERE c.id = mine.id
                            RETURNING c.in_flight)
                        SELECT unnest(in_flight) AS id, NULL::uuid AS campaign_id, 'HANDED' AS what FROM handed
                        UNION ALL SELECT message_id, campaign_id, 'RECORDED' FROM recorded
                        UNION ALL SELECT id, NULL, 'KNOWN' FROM settled WHERE known""")
                .params(columns(ends))
                .param("workspace", workspace.value())
                .param("claim", holder.claim())
                .param("owner", holder.owner())
                .param("next", Columns.longs(next, MessageId::value))
                .param("provider", route == null ? null : route.providerId())
                .param("domain", route == null ? null : route.domainId())
                .param("identity", route == null ? null : route.identityId())
                .param("ip", route == null ? null : route.ipId())
                .param("routeReason", route == null ? null : route.reason())
                .param("now", Timestamp.from(now))
                .query(row -> {
                    long id = row.getLong("id");
                    switch (row.getString("what")) {
                        case "HANDED" -> handed.add(id);
                        case "KNOWN" -> known.add(id);
                        default -> recorded.put(id, row.getObject("campaign_id", UUID.class));
                    }
                });
        return new Result(handed, recorded, known);
    }

    private static Map<String, Object> columns(List<SettledRow> ends) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("ids", Columns.longs(ends, SettledRow::id));
        columns.put("phases", Columns.texts(ends, SettledRow::phase));
        columns.put("statuses", Columns.texts(ends, SettledRow::status));
        columns.put("reasons", Columns.texts(ends, SettledRow::reason));
        columns.put("details", Columns.texts(ends, SettledRow::detail));
        columns.put("providerIds", Columns.texts(ends, SettledRow::providerMessageId));
        columns.put("times", Columns.texts(ends, SettledRow::nextAttemptAt));
        columns.put("types", Columns.texts(ends, SettledRow::event));
        columns.put("keys", Columns.texts(ends, SettledRow::eventKey));
        columns.put("bounces", Columns.texts(ends, SettledRow::bounce));
        columns.put("codes", Columns.texts(ends, SettledRow::statusCode));
        return columns;
    }
}
