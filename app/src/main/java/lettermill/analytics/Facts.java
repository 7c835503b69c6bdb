package lettermill.analytics;

import java.util.Arrays;
import lettermill.ledger.HitClass;

/** The SQL that turns the ledger's rows into figures by time: one text for what is shown live and what is rolled up. */
final class Facts {

    /** The names of the classes that don't count as people; to be bound as {@code :machines}. */
    static final String[] MACHINES = Arrays.stream(HitClass.values())
            .filter(HitClass::machine)
            .map(Enum::name)
            .toArray(String[]::new);

    /** The columns of {@link Figures}, in the order of {@link #BY_TIME}. */
    static final String COLUMNS = "attempted, sent, delivered, bounces, opens, unique_opens, machine_opens,"
            + " clicks, unique_clicks, machine_clicks, unsubscribes, complaints";

    /**
     * Figures of one campaign by time. Wants {@code :workspace}, {@code :campaign}, {@code :machines}, and as format argument
     * the SQL that makes a column {@code at} into the start of its bucket.
     */
    static final String BY_TIME = """
            SELECT %s AS bucket,
                count(*) FILTER (WHERE fact = 'ATTEMPTED') AS attempted,
                count(*) FILTER (WHERE fact = 'SENT') AS sent,
                count(*) FILTER (WHERE fact = 'DELIVERED') AS delivered,
                count(*) FILTER (WHERE fact = 'BOUNCED') AS bounces,
                count(*) FILTER (WHERE fact = 'OPEN') AS opens,
                count(*) FILTER (WHERE fact = 'OPENED') AS unique_opens,
                count(*) FILTER (WHERE fact = 'MACHINE OPEN') AS machine_opens,
                count(*) FILTER (WHERE fact = 'CLICK') AS clicks,
                count(*) FILTER (WHERE fact = 'CLICKED') AS unique_clicks,
                count(*) FILTER (WHERE fact = 'MACHINE CLICK') AS machine_clicks,
                count(*) FILTER (WHERE fact = 'UNSUBSCRIBED') AS unsubscribes,
                count(*) FILTER (WHERE fact = 'COMPLAINED') AS complaints
            FROM (
                SELECT fact, at
                FROM ledger.message m
                CROSS JOIN LATERAL (VALUES
                    ('ATTEMPTED', coalesce(m.sent_at, m.bounced_at)), ('SENT', m.sent_at), ('DELIVERED', m.delivered_at),
                    ('BOUNCED', m.bounced_at), ('OPENED', m.opened_at), ('CLICKED', m.clicked_at),
                    ('UNSUBSCRIBED', m.unsubscribed_at), ('COMPLAINED', m.complained_at)) AS firsts (fact, at)
                WHERE m.workspace_id = :workspace AND m.campaign_id = :campaign AND m.kind = 'CAMPAIGN' AND at IS NOT NULL
                UNION ALL
                SELECT CASE WHEN e.hit_class = ANY (:machines) THEN 'MACHINE ' ELSE '' END || e.type, e.occurred_at
                FROM ledger.event e
                WHERE e.workspace_id = :workspace AND e.campaign_id = :campaign AND e.type IN ('OPEN', 'CLICK')
            ) AS facts (fact, at)
            GROUP BY bucket
            ORDER BY bucket
            """;

    private Facts() {}
}
