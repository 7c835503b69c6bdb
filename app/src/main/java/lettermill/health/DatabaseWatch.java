package lettermill.health;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks at the database every second over a connection of its own, so that requests need not wait for the pool's patience to
 * end, and hears of failures that only a write meets. A change is said in the log once, and published as a
 * {@link DatabaseState}.
 */
@Component
public class DatabaseWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final int EVERY_MILLIS = 1_000;
    private static final String PATIENCE_SECONDS = "2";
    /** A session keeps the settings it began with; a new one sees what was changed since. */
    private static final int LOOKS_A_CONNECTION = 15;

    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final String READ_ONLY =
            "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean";
    /** About a megabyte, so that files have to grow; it is gone with the transaction. */
    private static final String ROOM = "CREATE TEMPORARY TABLE room ON COMMIT DROP AS "
            + "SELECT md5(n::text) AS word FROM generate_series(1, 16000) n";

    private final HikariDataSource pool;
    private final ApplicationEventPublisher publisher;
    private volatile DatabaseState state = DatabaseState.WELL;
    private @Nullable ScheduledExecutorService timer;
    private @Nullable Connection connection;
    private int looks;

    DatabaseWatch(HikariDataSource pool, ApplicationEventPublisher publisher) {
        this.pool = pool;
        this.publisher = publisher;
    }

    public DatabaseState state() {
        return state;
    }

    /**
     * Takes notice of a failure at work. Trouble with one connection is only a reason to look; that a write was refused is
     * known by nobody better.
     */
    public void notice(Throwable failure) {
        DatabaseTrouble.of(failure)
                .filter(said -> said.condition() == DatabaseState.Condition.TAKES_NO_CHANGES)
                .ifPresent(said -> {
                    if (state.well()) {
                        become(said);
                    }
                });
    }

    private void look() {
        try {
            become(ask());
        } catch (SQLException failure) {
            close();
            boolean othersGoOn = TOO_MANY_CONNECTIONS.equals(failure.getSQLState())
                    && pool.getHikariPoolMXBean().getTotalConnections() > 0;
            if (!othersGoOn) {
                LOG.debug("The watch met", failure);
                become(DatabaseTrouble.of(failure)
                        .orElseGet(() -> DatabaseState.away("it answers with SQLSTATE " + failure.getSQLState())));
            }
        }
    }

    private DatabaseState ask() throws SQLException {
        if (!state.well() || looks++ % LOOKS_A_CONNECTION == 0) {
            close();
        }
        Connection open = connection == null ? open() : connection;
        connection = open;
        try (Statement statement = open.createStatement()) {
            try (ResultSet row = statement.executeQuery(READ_ONLY)) {
                row.next();
                if (row.getBoolean(1)) {
                    return DatabaseState.takesNoChanges("it is read-only");
                }
            }
            return state.condition() == DatabaseState.Condition.TAKES_NO_CHANGES ? room(statement) : DatabaseState.WELL;
        }
    }

    private static DatabaseState room(Statement statement) throws SQLException {
        try {
            statement.execute(ROOM);
            return DatabaseState.WELL;
        } catch (SQLException refused) {
            return DatabaseTrouble.of(refused).orElseThrow(() -> refused);
        }
    }

    private Connection open() throws SQLException {
        Properties properties = new Properties();
        if (pool.getUsername() != null) {
            properties.setProperty("user", pool.getUsername());
        }
        if (pool.getPassword() != null) {
            properties.setProperty("password", pool.getPassword());
        }
        properties.setProperty("connectTimeout", PATIENCE_SECONDS);
        properties.setProperty("socketTimeout", PATIENCE_SECONDS);
        properties.setProperty("loginTimeout", PATIENCE_SECONDS);
        return DriverManager.getConnection(pool.getJdbcUrl(), properties);
    }

    private synchronized void become(DatabaseState now) {
        DatabaseState before = state;
        state = now;
        if (now.well() && !before.well()) {
            // Sessions of the pool may still believe that they must not write.
            pool.getHikariPoolMXBean().softEvictConnections();
            LOG.info("The database serves again");
        } else if (now.condition() != before.condition()) {
            LOG.error("Work rests: the database is {}, {}", now.condition(), now.why());
        }
        if (now.condition() != before.condition()) {
            publisher.publishEvent(now);
        }
    }

    private void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException broken) {
                LOG.debug("The watch's connection was broken", broken);
            }
        }
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService starting = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("database-watch").daemon().factory());
        starting.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        timer = starting;
    }

    @Override
    public synchronized void stop() {
        ScheduledExecutorService running = timer;
        if (running != null) {
            timer = null;
            running.execute(this::close);
            running.shutdown();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
