package lettermill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import lettermill.MailHouse;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A campaign that the product, in processes of its own, sends at 400 mails a second, and what must be true of it at the end.
 *
 * @param database of the product
 * @param house where its mail goes
 * @param people how many get it
 */
record CrashScene(JdbcClient database, MailHouse house, int people) {

    /** Starts the product and waits until it is ready; its output goes to app.log in the folder. */
    static Process start(Path folder, String url, int smtpPort, Map<String, String> more)
            throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "lettermill.LettermillApplication");
        Map<String, String> settings = new HashMap<>(Map.of(
                "DATABASE_URL", url,
                "PORT", "0",
                "LETTERMILL_BASE_URL", "http://127.0.0.1:1",
                "LETTERMILL_DATA", folder.toString(),
                "SMTP_HOST", "127.0.0.1",
                "SMTP_PORT", Integer.toString(smtpPort),
                "EMAIL_FROM", "news@mill.example",
                "CAMPAIGN_SEND_RATE_PER_MINUTE", "24000"));
        settings.putAll(more);
        command.environment().putAll(settings);
        Process app = command.redirectErrorStream(true).start();
        CountDownLatch ready = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> follow(app, folder.resolve("app.log"), ready));
        assertThat(ready.await(3, TimeUnit.MINUTES)).as("starts").isTrue();
        return app;
    }

    private static void follow(Process app, Path log, CountDownLatch ready) {
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
    }

    /** Ends a process, by {@code kill -9} or by SIGTERM. */
    static void end(Process app, boolean crash) throws InterruptedException {
        if (crash) {
            app.destroyForcibly();
        } else {
            app.destroy();
        }
        assertThat(app.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    /** Makes the campaign, in the moment after "send" was pressed. */
    void campaign() {
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
                .param("people", people)
                .update();
    }

    boolean ended() {
        return database.sql("SELECT status FROM campaign.campaign")
                .query(String.class)
                .single()
                .equals("SENT");
    }

    int count(String where) {
        return database.sql("SELECT count(*) FROM ledger.message WHERE " + where)
                .query(Integer.class)
                .single();
    }

    /** Nobody was mailed twice; everybody was mailed or is listed as unknown; the figures say the same. */
    void everybodyIsAccountedFor(String which) {
        List<String> mailed =
                house.mails().stream().map(MailHouse.Mail::recipient).toList();
        Set<String> once = new HashSet<>(mailed);
        assertThat(mailed).as("mailed twice, " + which).hasSize(once.size());
        Set<String> sent = emails("status = 'SENT'");
        Set<String> listed = emails("phase = 'UNKNOWN'");
        assertThat(once).as("known as sent, and mailed").containsAll(sent);
        once.addAll(listed);
        assertThat(once).as("neither mailed nor listed, " + which).hasSize(people);
        assertThat(sent.size() + listed.size()).isEqualTo(people);
        assertThat(database.sql("SELECT sent_count FROM campaign.campaign")
                        .query(Integer.class)
                        .single())
                .isEqualTo(sent.size());
    }

    private Set<String> emails(String where) {
        return database.sql("SELECT email FROM ledger.message WHERE " + where).query(String.class).list().stream()
                .collect(Collectors.toSet());
    }
}
