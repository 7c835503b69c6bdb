package lettermill.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lettermill.bench.load.BareEvents;
import lettermill.bench.load.EmbeddedDatabaseAccess;
import lettermill.bench.load.FreePort;
import lettermill.bench.load.HttpLoad;
import lettermill.bench.load.ScratchFolder;
import lettermill.bench.load.SendGridCallbacks;

/**
 * Events a second that SendGrid reports in batches of 100: posted over HTTP, their signatures verified, decoded, kept as they came,
 * matched with their mails and recorded, all before the answer. The limit is {@link BareEvents}. Every event has to be in the
 * ledger, once, afterwards.
 */
final class WebhookBench implements Benchmark {
    private static final int MAILS = 20_000;
    private static final int ROUNDS = 3;
    /** Nobody listens there: nothing is sent. */
    private static final int DISCARD = 9;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PACE_MILLIS = 50;

    @Override
    public BenchResult run(BenchOptions options) throws IOException, InterruptedException {
        int mails = options.messagesOr(MAILS);
        int rounds = options.roundsOr(ROUNDS);
        int port = FreePort.find();
        List<Double> values = new ArrayList<>();
        List<Double> limits = new ArrayList<>();
        try (ScratchFolder data = ScratchFolder.make("webhook");
                Patient app = new Patient(
                        options.appJar(),
                        data.path(),
                        FreePort.find(),
                        Map.of("LETTERMILL_DATABASE_PORT", Integer.toString(port)))) {
            String token = app.start().orElseThrow(() -> new IOException("the product shows no set-up link"));
            Studio studio = Studio.setUp(app.base(), token);
            KeyPair keys = keys();
            String path = studio.reportedBySendGrid(SendGridCallbacks.publicKey(keys));
            HttpLoad load = new HttpLoad(app.base());
            BareEvents bare = new BareEvents(data.path(), port, HttpLoad.CONNECTIONS);
            List<SendGridCallbacks.Mail> all = sent(studio, data.path(), port, (rounds + 1) * mails);
            SendGridCallbacks callbacks = new SendGridCallbacks(
                    app.base().resolve(path), Instant.now().getEpochSecond(), keys);
            load.send(callbacks.about(all.subList(0, mails)));
            System.out.printf("%-6s %12s %14s %14s%n", "round", "events", "events/s", "limit/s");
            for (int round = 1; round <= rounds; round++) {
                List<byte[]> requests = callbacks.about(all.subList(round * mails, (round + 1) * mails));
                int events = requests.size() * SendGridCallbacks.BATCH;
                long last = number(data.path(), port, "SELECT coalesce(max(id), 0) FROM ledger.event");
                values.add(load.send(requests) * SendGridCallbacks.BATCH);
                long found = number(
                        data.path(),
                        port,
                        "SELECT count(*) FROM ledger.event WHERE source = 'sendgrid' AND id > " + last);
                if (found != events) {
                    throw new IOException("reported " + events + " events, recorded " + found);
                }
                limits.add(bare.run(last, SendGridCallbacks.BATCH));
                System.out.printf("%-6d %12d %14.0f %14.0f%n", round, events, values.getLast(), limits.getLast());
            }
            app.stop();
            double value = BenchResult.median(values);
            double limit = BenchResult.median(limits);
            return new BenchResult(
                    "webhook", value, "events/s", limit, BenchResult.rounded(value / limit), app.peakMegabytes());
        }
    }

    private static KeyPair keys() throws IOException {
        try {
            return SendGridCallbacks.newKeys();
        } catch (GeneralSecurityException impossible) {
            throw new IOException(impossible);
        }
    }

    /** Mails of a campaign, as they are after they left. */
    private static List<SendGridCallbacks.Mail> sent(Studio studio, Path data, int port, int count)
            throws IOException, InterruptedException {
        studio.prepareSending(new InetSocketAddress(InetAddress.getLoopbackAddress(), DISCARD), 1);
        String template =
                studio.template("<p>Hello {{ first_name }}</p><p><a href=\"{{ unsubscribe_url }}\">Leave</a></p>");
        String list = studio.importList(Studio.people(data, "webhook", count));
        studio.send(studio.campaignOfAnotherHour("Webhook", template, list));
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (number(data, port, "SELECT count(*) FROM campaign.campaign WHERE materialised_at IS NOT NULL") == 0) {
            if (System.nanoTime() > until) {
                throw new IOException("the campaign's messages were not made");
            }
            Thread.sleep(PACE_MILLIS);
        }
        List<SendGridCallbacks.Mail> mails = new ArrayList<>();
        try (Connection database = EmbeddedDatabaseAccess.open(data, port);
                Statement statement = database.createStatement()) {
            statement.execute(
                    "UPDATE ledger.message SET status = 'SENT', phase = 'DONE', next_attempt_at = NULL, attempt = 1,"
                            + " first_attempt_at = created_at, sent_at = created_at");
            statement.execute("VACUUM (ANALYZE, FREEZE) ledger.message");
            try (ResultSet rows = statement.executeQuery("SELECT id, email FROM ledger.message ORDER BY id")) {
                while (rows.next()) {
                    mails.add(new SendGridCallbacks.Mail(rows.getLong(1), rows.getString(2)));
                }
            }
        } catch (SQLException failed) {
            throw new IOException("the campaign's mails cannot be marked as sent: " + failed.getMessage(), failed);
        }
        if (mails.size() != count) {
            throw new IOException("expected " + count + " mails, found " + mails.size());
        }
        return mails;
    }

    private static long number(Path data, int port, String question) throws IOException {
        try (Connection database = EmbeddedDatabaseAccess.open(data, port);
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failed) {
            throw new IOException("the ledger cannot be asked: " + failed.getMessage(), failed);
        }
    }
}
