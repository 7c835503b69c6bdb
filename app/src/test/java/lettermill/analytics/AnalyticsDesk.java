package lettermill.analytics;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import lettermill.TestClock;
import lettermill.TestDatabase;
import lettermill.base.CampaignId;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.engine.ActivityRun;
import lettermill.ledger.Ledger;
import lettermill.visitor.UserAgents;
import lettermill.workspace.Workspaces;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** Analytics over a real ledger, in a workspace whose days are five hours and three quarters ahead of UTC. */
final class AnalyticsDesk implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");
    static final String ZONE = "Asia/Kathmandu";

    final TestClock clock = new TestClock(NOW);
    private final DataSource source = TestDatabase.fresh();
    final JdbcClient database = JdbcClient.create(source);
    final WorkspaceId workspace = workspace("mill");
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    AnalyticsDesk() {
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(DataSource.class, () -> source);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(source));
        JdbcTransactionManager transactions = new JdbcTransactionManager(source);
        context.registerBean(JdbcTransactionManager.class, () -> transactions);
        context.registerBean(TransactionTemplate.class, () -> new TransactionTemplate(transactions));
        context.register(Scan.class, Workspaces.class, UserAgents.class);
        context.refresh();
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    Ledger ledger() {
        return get(Ledger.class);
    }

    WorkspaceId workspace(String slug) {
        return new WorkspaceId(database.sql("""
                        INSERT INTO workspace.workspace (slug, name, timezone, created_at, updated_at)
                        VALUES (:slug, :slug, :zone, :now, :now) RETURNING id
                        """)
                .param("slug", slug)
                .param("zone", ZONE)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .single());
    }

    CampaignId campaign(WorkspaceId owner, String status) {
        UUID id = UUID.randomUUID();
        database.sql("""
                        INSERT INTO campaign.campaign (id, workspace_id, name, campaign_type, status, max_lateness_seconds,
                            template_version_id, created_at, updated_at)
                        VALUES (:id, :workspace, 'Spring', 'ONE_TIME', :status, 0, 1, :now, :now)
                        """)
                .param("id", id)
                .param("workspace", owner.value())
                .param("status", status)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .update();
        return new CampaignId(id);
    }

    MessageId message(WorkspaceId owner, CampaignId campaign) {
        return new MessageId(database.sql("""
                        INSERT INTO ledger.message (workspace_id, campaign_id, kind, email, status, phase, created_at, updated_at)
                        VALUES (:workspace, :campaign, 'CAMPAIGN', 'ada@reader.example', 'PENDING', 'WAITING', :now, :now)
                        RETURNING id
                        """)
                .param("workspace", owner.value())
                .param("campaign", campaign.value())
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single());
    }

    void aggregate() {
        get(Aggregation.class).run(new ActivityRun("aggregate-email-analytics", 1, () -> false));
    }

    @Override
    public void close() {
        context.close();
    }

    /** No @Configuration: the whole application scans these packages too and must not find it. */
    @EnableTransactionManagement
    @ComponentScan({"lettermill.ledger", "lettermill.analytics"})
    static class Scan {}
}
