package lettermill.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Mails a second of a campaign, from the first mail's arrival in a sink of its own process to the last one's. The limit is
 * the bare client sending one of those very mails to the same sink, before and after each round.
 */
final class SendBench implements Benchmark {
    private static final int MESSAGES = 100_000;
    private static final int ROUNDS = 3;
    private static final int WARM_UP = 2_000;
    private static final int LIMIT_CONNECTIONS = 32;
    private static final int LIMIT_LANES = 4;
    private static final int APP_CONNECTIONS = 8;
    private static final int HTML_BYTES = 24_000;

    @Override
    public BenchResult run(BenchOptions options) throws IOException, InterruptedException {
        int messages = options.messagesOr(MESSAGES);
        try (ScratchFolder data = ScratchFolder.make("send");
                SinkProcess sink = SinkProcess.start();
                Patient app = new Patient(options.appJar(), data.path(), FreePort.find())) {
            String token = app.start().orElseThrow(() -> new IOException("the product shows no set-up link"));
            Studio studio = Studio.setUp(app.base(), token);
            studio.prepareSending(sink.address(), APP_CONNECTIONS);
            String template = studio.template(Newsletter.html(HTML_BYTES));
            warmUp(studio, sink, template, data.path());
            String list = studio.importList(Studio.people(data.path(), "bench", messages));
            return rounds(options, studio, sink, new Work(template, list, messages), app);
        }
    }

    /** What each round sends. */
    private record Work(String template, String list, int messages) {}

    private static void warmUp(Studio studio, SinkProcess sink, String template, Path folder)
            throws IOException, InterruptedException {
        String list = studio.importList(Studio.people(folder, "warm", WARM_UP));
        CampaignRun.of(studio, studio.campaign("Warm-up", template, list), sink, WARM_UP);
    }

    private static BenchResult rounds(BenchOptions options, Studio studio, SinkProcess sink, Work work, Patient app)
            throws IOException, InterruptedException {
        byte[] sample = sink.sample();
        System.out.printf("one mail: %,d bytes%n", sample.length);
        System.out.printf("%-6s %12s %14s %14s %8s %10s%n", "round", "mails", "mails/s", "limit/s", "ratio", "total s");
        List<Double> values = new ArrayList<>();
        List<Double> limits = new ArrayList<>();
        double before = limit(sink, sample, work.messages());
        for (int round = 1; round <= options.roundsOr(ROUNDS); round++) {
            String campaign = studio.campaign("Round " + round, work.template(), work.list());
            CampaignRun run = CampaignRun.of(studio, campaign, sink, work.messages());
            double after = limit(sink, sample, work.messages());
            values.add(run.perSecond());
            limits.add((before + after) / 2);
            System.out.printf(
                    "%-6d %12d %14.0f %14.0f %8.2f %10.1f%n",
                    round,
                    run.mails(),
                    run.perSecond(),
                    limits.getLast(),
                    run.perSecond() / limits.getLast(),
                    run.totalSeconds());
            before = after;
        }
        double value = BenchResult.median(values);
        double limit = BenchResult.median(limits);
        app.stop();
        return new BenchResult(
                "send", value, "mails/s", limit, BenchResult.rounded(value / limit), app.peakMegabytes());
    }

    private static double limit(SinkProcess sink, byte[] sample, int messages) throws IOException {
        return new BareSmtpClient(sink.address(), LIMIT_CONNECTIONS, LIMIT_LANES)
                .send(messages, _ -> sample)
                .perSecond();
    }
}
