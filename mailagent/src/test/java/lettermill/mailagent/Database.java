package lettermill.mailagent;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** One PostgreSQL for the tests of this module, migrated as the app does it. */
public final class Database {
    private static final EmbeddedPostgres SERVER = start();

    private Database() {}

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.start();
            Flyway.configure()
                    .dataSource(server.getPostgresDatabase())
                    .locations("classpath:db/mailagent")
                    .schemas("mailagent")
                    .load()
                    .migrate();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static DataSource dataSource() {
        return SERVER.getPostgresDatabase();
    }
}
