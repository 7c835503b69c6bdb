package lettermill.audience.suppression;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Runs of soft bounces, read from the ledger. */
@Repository
public class SoftBounces {

    private final JdbcClient database;
    private final SoftBounceSettings settings;

    public SoftBounces(JdbcClient database, SoftBounceSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /**
     * Those of some people whose newest soft bounce completes a run. A mail between them that got through breaks it; a refusal
     * because of us (BLOCK) neither breaks nor lengthens it. A mail sent after the newest bounce says nothing yet: its own may come.
     */
    public Set<SubscriberId> completeRuns(WorkspaceId workspace, Collection<SubscriberId> people, Instant now) {
        return new HashSet<>(database.sql("""
                WITH soft AS (
                    SELECT subscriber_id, sent_at, max(sent_at) OVER (PARTITION BY subscriber_id) AS newest
                    FROM ledger.message
                    WHERE workspace_id = :workspace AND subscriber_id = ANY (CAST(:people AS bigint[]))
                      AND sent_at IS NOT NULL AND bounced_at >= :since AND reason = 'SOFT_BOUNCE')
                SELECT subscriber_id FROM soft
                WHERE NOT EXISTS (
                    SELECT FROM ledger.message through
                    WHERE through.subscriber_id = soft.subscriber_id AND through.workspace_id = :workspace
                      AND through.sent_at > soft.sent_at AND through.sent_at < soft.newest
                      AND through.status IN ('SENT', 'DELIVERED', 'OPENED', 'CLICKED'))
                GROUP BY subscriber_id HAVING count(*) >= :run""")
                .param("workspace", workspace.value())
                .param("people", people.stream().map(SubscriberId::value).toArray(Long[]::new))
                .param("since", now.minus(settings.within()).atOffset(ZoneOffset.UTC))
                .param("run", settings.run())
                .query((row, number) -> new SubscriberId(row.getLong("subscriber_id")))
                .list());
    }
}
