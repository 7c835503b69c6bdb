package lettermill.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
            Process app = start(url, house.port());
            campaign(database);
            int unknown = 0;
            for (int share = 1; share <= 3; share++) {
                boolean crash = share < 3;
                int until = (share - 1) * PEOPLE / 4 + 1 + random.nextInt(PEOPLE / 4 - 1);
                await().atMost(Duration.ofMinutes(3))
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> house.mails().size() >= until);
                end(app, crash);
                int before = unknown;
                app = start(url, house.port());
                await().atMost(Duration.ofMinutes(2)).until(() -> leases(database) == 1);
                unknown = count(database, "phase = 'UNKNOWN'");
                assertThat(unknown - before)
                        .as("seed " + seed + (crash ? ", kill -9" : ", SIGTERM"))
                        .isBetween(0, crash ? IN_FLIGHT : 0);
            }
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> database.sql("SELECT status FROM campaign.campaign")
                            .query(String.class)
                            .single()
                            .equals("SENT"));
            end(app, false);
            everybodyIsAccountedFor(house, database, seed);
        }
    }

    private static void everybodyIsAccountedFor(MailHouse house, JdbcClient database, long seed) {
        List<String> mailed =
                house.mails().stream().map(MailHouse.Mail::recipient).toList();
        Set<String> once = new HashSet<>(mailed);
        assertThat(mailed).as("mailed twice, seed " + seed).hasSize(once.size());
        Set<String> sent = emails(database, "status = 'SENT'");
        Set<String> listed = emails(database, "phase = 'UNKNOWN'");
        assertThat(once).as("known as sent, and mailed").containsAll(sent);
        once.addAll(listed);
        assertThat(once).as("neither mailed nor listed, seed " + seed).hasSize(PEOPLE);
        assertThat(sent.size() + listed.size()).isEqualTo(PEOPLE);
        assertThat(database.sql("SELECT sent_count FROM campaign.campaign")
                        .query(Integer.class)
                        .single())
                .isEqualTo(sent.size());
    }

    private static void end(Process app, boolean crash) throws InterruptedException {
        if (crash) {
            app.destroyForcibly();
        } else {
            app.destroy();
        }
        assertThat(app.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private static int count(JdbcClient database, String where) {
        return database.sql("SELECT count(*) FROM ledger.message WHERE " + where)
                .query(Integer.class)
                .single();
    }

    /** A dead process's lease goes with the taking over of its messages. */
    private static int leases(JdbcClient database) {
        return database.sql("SELECT count(*) FROM ledger.lease")
                .query(Integer.class)
                .single();
    }

    private static Set<String> emails(JdbcClient database, String where) {
        return database.sql("SELECT email FROM ledger.message WHERE " + where).query(String.class).list().stream()
                .collect(Collectors.toSet());
    }

    private Process start(String url, int smtpPort) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "lettermill.LettermillApplication");
        command.environment()
                .putAll(Map.of(
                        "DATABASE_URL",
                        url,
                        "PORT",
                        "0",
                        "LETTERMILL_BASE_URL",
                        "http://127.0.0.1:1",
                        "LETTERMILL_DATA",
                        folder.toString(),
                        "SMTP_HOST",
                        "127.0.0.1",
                        "SMTP_PORT",
                        Integer.toString(smtpPort),
                        "EMAIL_FROM",
                        "news@mill.example",
                        "CAMPAIGN_SEND_RATE_PER_MINUTE",
                        "24000"));
        Process app = command.redirectErrorStream(true).start();
        CountDownLatch ready = new CountDownLatch(1);
        Path log = folder.resolve("app.log");
        Thread.ofVirtual().start(() -> {
            try (BufferedReader lines = app.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    if (line.contains("Lettermill is ready")) {
                        ready.countDown();
                    }
                }
            } catch (IOException ended) {
                // The process is gone; whether it had been ready is all that matters.
            }
        });
        assertThat(ready.await(3, TimeUnit.MINUTES)).as("starts").isTrue();
        return app;
    }

    /** A campaign in the moment after "send" was pressed. */
    private static void campaign(JdbcClient database) {
        UUID workspace = UUID.randomUUID();
        UUID template = UUID.randomUUID();
        database.sql("""
                        INSERT INTO workspace.workspace (id, slug, name, timezone, postal_address, created_at, updated_at)
                        VALUES (:workspace, 'crash', 'Crash', 'UTC', '1 Mill Lane', now(), now());
                        INSERT INTO template.template (id, workspace_id, name, slug, category, template_type, is_active,
                            version, created_at, updated_at)
                        VALUES (:template, :workspace, 'T', 't', 'NEWSLETTER', 'CODE', true, 1, now(), now());
                        INSERT INTO template.version (workspace_id, template_id, number, category, subject_template,
                            body_html, variables, created_at, created_by)
                        VALUES (:workspace, :template, 1, 'NEWSLETTER', 'Hello {{ recipient_name }}',
                            '<p>Hello</p><a href="{{ unsubscribe_url }}">Leave</a>', '[]', now(), 'test');
                        INSERT INTO audience.subscriber (workspace_id, email, email_key, name, status, created_at, updated_at)
                        SELECT :workspace, 'p' || n || '@example.org', 'p' || n || '@example.org', 'P', 'ACTIVE', now(), now()
                        FROM generate_series(1, :people) n;
                        INSERT INTO campaign.campaign (id, workspace_id, name, campaign_type, status, max_lateness_seconds,
                            template_id, template_version_id, created_at, updated_at)
                        SELECT gen_random_uuid(), :workspace, 'Crash', 'ONE_TIME', 'SENDING', 0, :template, v.id, now(), now()
                        FROM template.version v""")
                .param("workspace", workspace)
                .param("template", template)
                .param("people", PEOPLE)
                .update();
    }
}
