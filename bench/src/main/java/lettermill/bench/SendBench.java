package lettermill.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lettermill.bench.BenchOptions.Engine;
import lettermill.bench.load.BareSmtpClient;
import lettermill.bench.load.Sink;
import lettermill.lab.product.TemporalServer;

/**
 * Mails a second of a campaign, from the first mail's arrival in the sink to the last one's. The limit is the bare client
 * sending one of those very mails to the same sink over as many connections, before and after each round. The processor time
 * that a mail takes, of the product and of its database, is told beside: other work on the machine distorts it less. With
 * {@code --engine temporal} the limit is the same campaign of a second product with the embedded engine.
 */
final class SendBench implements Benchmark {
    private static final int MESSAGES = 100_000;
    private static final int ROUNDS = 3;
    private static final int LIMIT_LANES = 4;

    @Override
    public BenchResult run(BenchOptions options) throws IOException, InterruptedException {
        if (options.engine() == Engine.TEMPORAL) {
            return besideTheEmbedded(options);
        }
        int messages = options.messagesOr(MESSAGES);
        List<Double> values = new ArrayList<>();
        List<Double> limits = new ArrayList<>();
        try (SendingRig rig = SendingRig.start(options)) {
            String list = rig.list("bench", messages);
            System.out.printf(
                    "to %s over %d connections, DKIM %s, one mail %,d bytes%n",
                    rig.sink().name(), SendingRig.CONNECTIONS, options.dkim(), rig.sample().length);
            System.out.printf(
                    "%-6s %10s %10s %10s %6s %8s %12s %12s%n",
                    "round", "mails", "mails/s", "limit/s", "ratio", "total s", "app us/mail", "db us/mail");
            double before = limit(rig.sink(), rig.sample(), messages);
            for (int round = 1; round <= options.roundsOr(ROUNDS); round++) {
                double appSeconds = rig.appSeconds();
                double databaseSeconds = rig.databaseSeconds();
                CampaignRun run = rig.send(list, messages);
                appSeconds = rig.appSeconds() - appSeconds;
                databaseSeconds = rig.databaseSeconds() - databaseSeconds;
                double after = limit(rig.sink(), rig.sample(), messages);
                double limit = (before + after) / 2;
                values.add(run.perSecond());
                limits.add(limit);
                System.out.printf(
                        "%-6d %10d %10.0f %10.0f %6.2f %8.1f %12.0f %12.0f%n",
                        round,
                        run.mails(),
                        run.perSecond(),
                        limit,
                        run.perSecond() / limit,
                        run.totalSeconds(),
                        appSeconds * 1e6 / messages,
                        databaseSeconds * 1e6 / messages);
                before = after;
            }
            double value = BenchResult.median(values);
            double limit = BenchResult.median(limits);
            return new BenchResult(
                    "send", value, "mails/s", limit, BenchResult.rounded(value / limit), rig.stopAndPeakMegabytes());
        }
    }

    /**
     * Each round measures both engines; which comes first changes, so that a machine that grows slower favours neither. Told beside:
     * how many runs of workflows a campaign took, and the events of the longest history among them.
     */
    private static BenchResult besideTheEmbedded(BenchOptions options) throws IOException, InterruptedException {
        int messages = options.messagesOr(MESSAGES);
        List<Double> temporal = new ArrayList<>();
        List<Double> embedded = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        try (SendingRig ours = SendingRig.start(options, Engine.TEMPORAL);
                SendingRig other = SendingRig.start(options, Engine.EMBEDDED)) {
            String ourList = ours.list("bench", messages);
            String otherList = other.list("bench", messages);
            System.out.printf(
                    "to %s, DKIM %s; mails/s and seconds in all%n", ours.sink().name(), options.dkim());
            System.out.printf(
                    "%-6s %10s %8s %10s %8s %6s %6s %8s%n",
                    "round", "temporal", "s", "embedded", "s", "ratio", "runs", "events");
            for (int round = 1; round <= options.roundsOr(ROUNDS); round++) {
                boolean oursFirst = round % 2 == 1;
                CampaignRun first = oursFirst ? ours.send(ourList, messages) : other.send(otherList, messages);
                CampaignRun second = oursFirst ? other.send(otherList, messages) : ours.send(ourList, messages);
                CampaignRun one = oursFirst ? first : second;
                CampaignRun two = oursFirst ? second : first;
                temporal.add(one.perSecond());
                embedded.add(two.perSecond());
                ratios.add(one.perSecond() / two.perSecond());
                tell(round, one, two, ours.workflows(one.campaign()));
            }
            return new BenchResult(
                    "send",
                    BenchResult.median(temporal),
                    "mails/s",
                    BenchResult.median(embedded),
                    BenchResult.median(ratios),
                    ours.stopAndPeakMegabytes());
        }
    }

    private static void tell(int round, CampaignRun one, CampaignRun two, TemporalServer.Runs runs) {
        System.out.printf(
                "%-6d %10.0f %8.1f %10.0f %8.1f %6.2f %6d %8d%n",
                round,
                one.perSecond(),
                one.totalSeconds(),
                two.perSecond(),
                two.totalSeconds(),
                one.perSecond() / two.perSecond(),
                runs.count(),
                runs.longestHistory());
    }

    private static double limit(Sink sink, byte[] sample, int messages) throws IOException {
        return new BareSmtpClient(sink.address(), SendingRig.CONNECTIONS, LIMIT_LANES)
                .send(messages, _ -> sample)
                .perSecond();
    }
}
