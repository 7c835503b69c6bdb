package lettermill.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lettermill.bench.load.BareSmtpClient;
import lettermill.bench.load.SinkProcess;

/**
 * Mails a second of a campaign, from the first mail's arrival in a sink of its own process to the last one's. The limit is
 * the bare client sending one of those very mails to the same sink, before and after each round.
 */
final class SendBench implements Benchmark {
    private static final int MESSAGES = 100_000;
    private static final int ROUNDS = 3;
    private static final int LIMIT_CONNECTIONS = 32;
    private static final int LIMIT_LANES = 4;

    @Override
    public BenchResult run(BenchOptions options) throws IOException, InterruptedException {
        int messages = options.messagesOr(MESSAGES);
        List<Double> values = new ArrayList<>();
        List<Double> limits = new ArrayList<>();
        try (SendingRig rig = SendingRig.start(options)) {
            String list = rig.list("bench", messages);
            byte[] sample = rig.sink().sample();
            System.out.printf("one mail: %,d bytes%n", sample.length);
            System.out.printf(
                    "%-6s %12s %14s %14s %8s %10s%n", "round", "mails", "mails/s", "limit/s", "ratio", "total s");
            double before = limit(rig.sink(), sample, messages);
            for (int round = 1; round <= options.roundsOr(ROUNDS); round++) {
                CampaignRun run = rig.send(list, messages);
                double after = limit(rig.sink(), sample, messages);
                double limit = (before + after) / 2;
                values.add(run.perSecond());
                limits.add(limit);
                System.out.printf(
                        "%-6d %12d %14.0f %14.0f %8.2f %10.1f%n",
                        round, run.mails(), run.perSecond(), limit, run.perSecond() / limit, run.totalSeconds());
                before = after;
            }
            double value = BenchResult.median(values);
            double limit = BenchResult.median(limits);
            return new BenchResult(
                    "send", value, "mails/s", limit, BenchResult.rounded(value / limit), rig.stopAndPeakMegabytes());
        }
    }

    private static double limit(SinkProcess sink, byte[] sample, int messages) throws IOException {
        return new BareSmtpClient(sink.address(), LIMIT_CONNECTIONS, LIMIT_LANES)
                .send(messages, _ -> sample)
                .perSecond();
    }
}
