package lettermill.analytics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes analytics.campaign_quarter: a campaign about which anything new is known is counted anew from the ledger. */
@Repository
class RollUps {

    /** No transaction that records events lasts as long, so events older than this are all visible. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private static final String QUARTER = "date_bin('15 minutes', at, TIMESTAMPTZ '2000-01-01 00:00Z')";

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RollUps(JdbcClient database, TransactionTemplate transaction, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A campaign with new facts. */
    record Changed(WorkspaceId workspace, CampaignId campaign) {}

    /** The last event that every earlier run has seen; 0 before the first. */
    long progress() {
        return database.sql("SELECT coalesce(max(event_id), 0) FROM analytics.progress")
                .query(Long.class)
                .single();
    }

    List<Changed> changedSince(long event) {
        return database.sql("""
                        SELECT DISTINCT workspace_id, campaign_id FROM ledger.event
                        WHERE id > :event AND campaign_id IS NOT NULL
                        """)
                .param("event", event)
                .query((row, number) -> new Changed(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        new CampaignId(row.getObject("campaign_id", UUID.class))))
                .list();
    }

    /** The last event of which no earlier one can still come to light. */
    long settled() {
        Instant before = clock.instant().minus(SETTLED);
        return database.sql("SELECT id FROM ledger.event WHERE recorded_at <= :before ORDER BY id DESC LIMIT 1")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    void moveTo(long event) {
        database.sql("""
                        INSERT INTO analytics.progress (event_id, updated_at) VALUES (:event, :now)
                        ON CONFLICT (one) DO UPDATE SET event_id = excluded.event_id, updated_at = excluded.updated_at
                        """)
                .param("event", event)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    void count(Changed changed) {
        transaction.executeWithoutResult(status -> {
            database.sql(
                            "DELETE FROM analytics.campaign_quarter WHERE workspace_id = :workspace AND campaign_id = :campaign")
                    .param("workspace", changed.workspace().value())
                    .param("campaign", changed.campaign().value())
                    .update();
            database.sql("INSERT INTO analytics.campaign_quarter (workspace_id, campaign_id, at, " + Facts.COLUMNS + ")"
                            + " SELECT :workspace, :campaign, counted.* FROM (" + Facts.BY_TIME.formatted(QUARTER)
                            + ") AS counted")
                    .param("workspace", changed.workspace().value())
                    .param("campaign", changed.campaign().value())
                    .param("machines", Facts.MACHINES)
                    .update();
        });
    }
}
