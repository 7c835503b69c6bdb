package lettermill;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every table that a request could change; what runs by itself is left out. */
final class WatchedTables {

    private final JdbcClient database;
    private final List<String> names;
    private final String counts;

    WatchedTables(JdbcClient database) {
        this.database = database;
        this.names = database.sql("""
                        SELECT schemaname || '.' || tablename FROM pg_tables
                        WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'engine', 'flyway')
                          AND tablename NOT IN ('lease', 'claim', 'sign_in_attempt', 'session', 'progress',
                                                'domain_health', 'isp_metrics', 'alert', 'mail',
                                                'campaign_quarter')
                        ORDER BY 1""").query(String.class).list();
        this.counts = names.stream()
                .map(table -> "'" + table + "=' || (SELECT count(*) FROM " + table + ")")
                .collect(Collectors.joining(", ", "SELECT concat_ws(' ', ", ")"));
    }

    /** How many rows each has. */
    String rows() {
        return database.sql(counts).query(String.class).single();
    }

    /** A fingerprint of each. */
    Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>();
        for (String table : names) {
            contents.put(
                    table,
                    database.sql("SELECT count(*) || coalesce(md5(string_agg(t::text, '' ORDER BY t::text)), '') FROM "
                                    + table + " t")
                            .query(String.class)
                            .single());
        }
        return contents;
    }
}
