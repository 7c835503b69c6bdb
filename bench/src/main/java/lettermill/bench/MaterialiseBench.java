package lettermill.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import lettermill.bench.load.EmbeddedDatabaseAccess;
import lettermill.bench.load.FreePort;
import lettermill.bench.load.ScratchFolder;

/**
 * Messages a second that a campaign is made of, from the order to send until they all stand: people chosen, consent and
 * suppression asked, and the start of the job included. The limit is a bare {@code INSERT ... SELECT} of the same people into a
 * table like the ledger's, with its indexes, on the same server. The campaign's send window is closed, so none is mailed.
 */
final class MaterialiseBench implements Benchmark {
    private static final int MESSAGES = 1_000_000;
    private static final int ROUNDS = 3;
    private static final long PACE_MILLIS = 20;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);
    /** Where nobody listens: nothing is sent. */
    private static final int DISCARD = 9;

    private static final String BARE = """
            INSERT INTO public.bench_message (workspace_id, campaign_id, kind, subscriber_id, email, recipient_name, status,
                phase, next_attempt_at, created_at, updated_at)
            SELECT workspace_id, '00000000-0000-4000-8000-000000000000', 'CAMPAIGN', id, email, name, 'PENDING', 'WAITING', created_at,
                created_at, created_at
            FROM audience.subscriber""";

    @Override
    public BenchResult run(BenchOptions options) throws IOException, InterruptedException {
        int messages = options.messagesOr(MESSAGES);
        int port = FreePort.find();
        List<Double> values = new ArrayList<>();
        List<Double> limits = new ArrayList<>();
        try (ScratchFolder data = ScratchFolder.make("materialise");
                Patient app = new Patient(
                        options.appJar(),
                        data.path(),
                        FreePort.find(),
                        Map.of("LETTERMILL_DATABASE_PORT", Integer.toString(port)))) {
            String token = app.start().orElseThrow(() -> new IOException("the product shows no set-up link"));
            Studio studio = Studio.setUp(app.base(), token);
            studio.prepareSending(new InetSocketAddress(InetAddress.getLoopbackAddress(), DISCARD), 1);
            String template =
                    studio.template("<p>Hello {{ first_name }}</p><p><a href=\"{{ unsubscribe_url }}\">Leave</a></p>");
            String list = studio.importList(Studio.people(data.path(), "bench", messages));
            System.out.printf("%-6s %12s %14s %14s%n", "round", "messages", "messages/s", "limit/s");
            for (int round = 1; round <= options.roundsOr(ROUNDS); round++) {
                limits.add(messages / bareSeconds(data.path(), port));
                String campaign = studio.campaignOfAnotherHour("Round " + round, template, list);
                values.add(messages / seconds(studio, campaign, data.path(), port));
                System.out.printf("%-6d %12d %14.0f %14.0f%n", round, messages, values.getLast(), limits.getLast());
            }
            app.stop();
            double value = BenchResult.median(values);
            double limit = BenchResult.median(limits);
            return new BenchResult(
                    "materialise", value, "messages/s", limit, BenchResult.rounded(value / limit), app.peakMegabytes());
        }
    }

    private static double bareSeconds(Path data, int port) throws IOException {
        try (Connection database = EmbeddedDatabaseAccess.open(data, port);
                Statement statement = database.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS public.bench_message");
            statement.execute("CREATE TABLE public.bench_message (LIKE ledger.message INCLUDING ALL)");
            long start = System.nanoTime();
            statement.executeUpdate(BARE);
            double seconds = (System.nanoTime() - start) / 1e9;
            statement.execute("DROP TABLE public.bench_message");
            return seconds;
        } catch (SQLException failed) {
            throw new IOException("INSERT ... SELECT failed: " + failed.getMessage(), failed);
        }
    }

    private static double seconds(Studio studio, String campaign, Path data, int port)
            throws IOException, InterruptedException {
        try (Connection database = EmbeddedDatabaseAccess.open(data, port);
                PreparedStatement question = database.prepareStatement(
                        "SELECT materialised_at IS NOT NULL FROM campaign.campaign WHERE id = ?")) {
            question.setObject(1, UUID.fromString(campaign));
            long start = System.nanoTime();
            studio.send(campaign);
            while (!stands(question)) {
                if (System.nanoTime() - start > PATIENCE_NANOS) {
                    throw new IOException("the campaign's messages were not made");
                }
                Thread.sleep(PACE_MILLIS);
            }
            return (System.nanoTime() - start) / 1e9;
        } catch (SQLException failed) {
            throw new IOException("the campaign cannot be looked at: " + failed.getMessage(), failed);
        }
    }

    private static boolean stands(PreparedStatement question) throws SQLException {
        try (ResultSet row = question.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }
}
