package lettermill;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database to the schema of this version; processes that start at once wait for each other (Flyway's lock). */
final class Migrations {

    private Migrations() {}

    static void migrate(DataSource database, DatabaseSettings.Schemas schemas) {
        // MailAgent's tables have a history of their own, for it can run as a service on another database.
        migrate(database, "classpath:db/mailagent", "mailagent");
        if (schemas == DatabaseSettings.Schemas.ALL) {
            migrate(database, "classpath:db/migration", "flyway");
        }
    }

    private static void migrate(DataSource database, String location, String schema) {
        Flyway.configure()
                .dataSource(database)
                .locations(location)
                .defaultSchema(schema)
                .createSchemas(true)
                .table("flyway_history")
                .load()
                .migrate();
    }
}
