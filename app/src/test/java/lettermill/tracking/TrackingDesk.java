package lettermill.tracking;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import lettermill.TestClock;
import lettermill.TestDatabase;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.token.Tokens;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** Tracking, the ledger and the tokens on a database of their own that can be unplugged. */
final class TrackingDesk implements AutoCloseable {

    static final String BROWSER =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    final TestClock clock = new TestClock(NOW);
    final Plug plug = new Plug(TestDatabase.fresh());
    final JdbcClient database = JdbcClient.create(plug.database);
    final MeterRegistry meters = new SimpleMeterRegistry();
    final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
    private final UUID campaign = UUID.randomUUID();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    TrackingDesk(int queueCapacity) {
        database.sql("""
                        INSERT INTO workspace.workspace (id, slug, name, timezone, created_at, updated_at)
                        VALUES (:id, 'mill', 'Mill', 'UTC', :now, :now)
                        """)
                .param("id", workspace.value())
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .update();
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(DataSource.class, () -> plug);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(plug));
        context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(plug));
        context.registerBean(MeterRegistry.class, () -> meters);
        context.registerBean(TrackingSettings.class, () -> new TrackingSettings(Duration.ofSeconds(3), queueCapacity));
        context.register(Scan.class);
        context.refresh();
    }

    /** A campaign message that left an hour ago. */
    MessageId sentMessage() {
        return message(NOW.minus(Duration.ofHours(1)));
    }

    /** A campaign message. */
    MessageId message(@Nullable Instant sentAt) {
        return new MessageId(database.sql("""
                        INSERT INTO ledger.message (workspace_id, campaign_id, kind, email, status, phase, sent_at, created_at, updated_at)
                        VALUES (:workspace, :campaign, 'CAMPAIGN', 'ada@reader.example', :status, 'DONE', :sent, :now, :now)
                        RETURNING id
                        """)
                .param("workspace", workspace.value())
                .param("campaign", campaign)
                .param("status", sentAt == null ? "PENDING" : "SENT")
                .param("sent", sentAt == null ? null : sentAt.atOffset(ZoneOffset.UTC))
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single());
    }

    Hits hits() {
        return context.getBean(Hits.class);
    }

    Tokens tokens() {
        return context.getBean(Tokens.class);
    }

    Instrumentation instrumentation() {
        return context.getBean(Instrumentation.class);
    }

    Links links() {
        return context.getBean(Links.class);
    }

    /** What was recorded of hits: {@code TYPE class rule}, in the order of their times. */
    List<String> recorded() {
        return database.sql(
                        "SELECT type || ' ' || hit_class || ' ' || hit_rule FROM ledger.event WHERE hit_class IS NOT NULL ORDER BY occurred_at, id")
                .query(String.class)
                .list();
    }

    /** Stops as a process does that is asked to; what waits is recorded first. */
    @Override
    public void close() {
        context.close();
    }

    /** A way to the database that can be pulled. */
    static final class Plug extends AbstractDataSource {
        private final DataSource database;
        private volatile boolean pulled;

        Plug(DataSource database) {
            this.database = database;
        }

        void pull() {
            pulled = true;
        }

        void plugIn() {
            pulled = false;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (pulled) {
                throw new SQLException("the database is away", "08001");
            }
            return database.getConnection();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }

    /** No @Configuration: the whole application scans these packages too and must not find it. */
    @EnableTransactionManagement
    @ComponentScan({"lettermill.ledger", "lettermill.token", "lettermill.tracking", "lettermill.visitor"})
    static class Scan {}
}
