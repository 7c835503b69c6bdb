package lettermill.engine;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an engine is made of, on a test's database. */
public final class TestEngine {

    private TestEngine() {}

    public static Dispatches dispatches(DataSource database) {
        return new Dispatches(JdbcClient.create(database), Clock.systemUTC());
    }

    public static Attempts attempts(DataSource database) {
        return new Attempts(new Runs(JdbcClient.create(database), Clock.systemUTC()));
    }
}
