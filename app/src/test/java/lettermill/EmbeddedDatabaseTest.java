package lettermill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    Path folder;

    @Test
    void isDurableClosedToOthersAndKeepsItsData() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
            assertThat(ask(database, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(database, "SHOW synchronous_commit")).isEqualTo("on");
            ask(database, "CREATE TABLE kept AS SELECT 'still here' AS word; SELECT 'made'");
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), database.user(), "wrong"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> EmbeddedDatabase.start(folder, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("DATABASE_URL");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("postgresql-password"))))
                .isEqualTo("rw-------");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
            assertThat(ask(database, "SELECT word FROM kept")).isEqualTo("still here");
        }
    }

    @Test
    void anOrphanedServerIsEndedAndItsDataRecovered() throws Exception {
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(killed.waitFor()).isEqualTo(9);
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
            assertThat(ask(database, "SELECT word FROM kept")).isEqualTo("still here");
        }
    }

    /** A process that starts the database and dies without a word, as by kill -9. */
    static final class Killed {
        public static void main(String[] arguments) throws SQLException {
            EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]), 0);
            ask(database, "CREATE TABLE kept AS SELECT 'still here' AS word; SELECT 'made'");
            Runtime.getRuntime().halt(9);
        }
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (var row = statement.getResultSet()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
