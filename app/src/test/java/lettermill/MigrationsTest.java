package lettermill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class MigrationsTest {

    @Test
    void everyTableHasItsTimesInAZone() {
        JdbcClient database = JdbcClient.create(TestDatabase.fresh());
        assertThat(database.sql("""
                        SELECT table_schema || '.' || table_name || '.' || column_name
                        FROM information_schema.columns
                        WHERE data_type = 'timestamp without time zone'
                          AND table_name <> 'flyway_history'
                          AND table_schema NOT IN ('pg_catalog', 'information_schema')
                        """).query(String.class).list()).isEmpty();
    }
}
