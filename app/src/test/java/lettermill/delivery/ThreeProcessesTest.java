package lettermill.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import lettermill.DatabaseServer;
import lettermill.MailHouse;
import lettermill.engine.temporal.TestTemporal;
import lettermill.lab.product.TemporalServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Three processes of the real product send one campaign under Temporal. At a third of it one that sends is killed, at half of it
 * PostgreSQL starts anew, at two thirds Temporal does: it ends without a hand, and everybody was mailed once or is listed.
 * {@code -Dcrash.people=100000} makes it as large as one likes.
 */
class ThreeProcessesTest {

    private static final int PEOPLE = Integer.getInteger("crash.people", 4_000);
    /** All lanes with a wave each. */
    private static final int IN_FLIGHT = 4 * 64;

    private static final Duration PATIENCE = Duration.ofMinutes(3).plusMillis(10L * PEOPLE);

    @TempDir
    private Path folder;

    @Test
    void whateverFallsTheCampaignEnds() throws Exception {
        try (TemporalServer temporal = TestTemporal.start(folder.resolve("temporal"));
                DatabaseServer postgres = new DatabaseServer(folder.resolve("database"));
                MailHouse house = new MailHouse()) {
            Map<String, Process> apps = new HashMap<>();
            try {
                for (String name : new String[] {"one", "two", "three"}) {
                    apps.put(name, start(name, postgres, temporal, house));
                }
                CrashScene scene = new CrashScene(
                        JdbcClient.create(new DriverManagerDataSource("jdbc:" + reachable(postgres))), house, PEOPLE);
                scene.campaign();
                mailed(house, PEOPLE / 3);
                CrashScene.end(apps.remove(sender(house)), true);
                mailed(house, PEOPLE / 2);
                postgres.stop();
                postgres.startAgain();
                mailed(house, PEOPLE * 2 / 3);
                temporal.restart();
                await().atMost(PATIENCE).until(scene::ended);
                assertThat(scene.count("phase = 'UNKNOWN'")).isBetween(0, IN_FLIGHT);
                for (Process app : apps.values()) {
                    CrashScene.end(app, false);
                }
                scene.everybodyIsAccountedFor("three processes");
            } finally {
                apps.values().forEach(Process::destroyForcibly);
            }
        }
    }

    private Process start(String name, DatabaseServer postgres, TemporalServer temporal, MailHouse house)
            throws Exception {
        // Keys and imports are common to all.
        Path data = Files.createDirectories(folder.resolve("app"));
        return CrashScene.start(
                data,
                postgres.url(),
                house.port(),
                Map.of(
                        "LETTERMILL_BASE_URL",
                        "http://" + name + ".example",
                        "LETTERMILL_ENGINE",
                        "temporal",
                        "TEMPORAL_ADDRESS",
                        temporal.address()));
    }

    /** As JDBC wants it: user and password behind the address. */
    private static String reachable(DatabaseServer postgres) {
        return postgres.url()
                .replaceFirst("^postgresql://([^:]+):([^@]+)@(.*)$", "postgresql://$3?user=$1&password=$2");
    }

    private static void mailed(MailHouse house, int count) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> house.mails().size() >= count);
    }

    /** The process that sent the latest mail: each writes its own address into the links. */
    private static String sender(MailHouse house) {
        return house.mails().getLast().header("List-Unsubscribe").replaceFirst("(?s).*//(\\w+)\\.example/.*", "$1");
    }
}
