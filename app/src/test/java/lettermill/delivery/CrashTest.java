package lettermill.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import lettermill.MailHouse;
import lettermill.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The real product in a process of its own dies in the middle of a campaign, by {@code kill -9} and by SIGTERM, and is started
 * again: nobody is mailed twice, and everybody was mailed or is listed.
 */
class CrashTest {

    private static final int PEOPLE = 3_000;
    /** Four lanes with a wave each. */
    private static final int IN_FLIGHT = 4 * 64;

    @TempDir
    Path folder;

    @Test
    void nobodyIsMailedTwiceAndNobodyIsLost() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String url = TestDatabase.freshUrl();
        try (MailHouse house = new MailHouse();
                var connection = DriverManager.getConnection("jdbc:" + url.substring(url.indexOf("postgresql")))) {
            JdbcClient database = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            CrashScene scene = new CrashScene(database, house, PEOPLE);
            Process app = CrashScene.start(folder, url, house.port(), Map.of());
            scene.campaign();
            int unknown = 0;
            for (int share = 1; share <= 3; share++) {
                boolean crash = share < 3;
                int until = (share - 1) * PEOPLE / 4 + 1 + random.nextInt(PEOPLE / 4 - 1);
                await().atMost(Duration.ofMinutes(3))
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> house.mails().size() >= until);
                CrashScene.end(app, crash);
                int before = unknown;
                app = CrashScene.start(folder, url, house.port(), Map.of());
                await().atMost(Duration.ofMinutes(2)).until(() -> leases(database) == 1);
                unknown = scene.count("phase = 'UNKNOWN'");
                assertThat(unknown - before)
                        .as("seed " + seed + (crash ? ", kill -9" : ", SIGTERM"))
                        .isBetween(0, crash ? IN_FLIGHT : 0);
            }
            await().atMost(Duration.ofMinutes(3)).until(scene::ended);
            CrashScene.end(app, false);
            scene.everybodyIsAccountedFor("seed " + seed);
        }
    }

    /** A dead process's lease goes with the taking over of its messages. */
    private static int leases(JdbcClient database) {
        return database.sql("SELECT count(*) FROM ledger.lease")
                .query(Integer.class)
                .single();
    }
}
