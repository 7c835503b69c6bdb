package lettermill.bench;

import java.io.IOException;

/** Whether sending slows down as campaigns grow: the rate of a large one over the rate of one of a tenth of its size. */
final class GrowthBench implements Benchmark {
    private static final int MESSAGES = 500_000;
    private static final int TIMES = 10;

    @Override
    public BenchResult run(BenchOptions options) throws IOException, InterruptedException {
        int large = options.messagesOr(MESSAGES);
        int small = Math.max(1, large / TIMES);
        try (SendingRig rig = SendingRig.start(options)) {
            String smallList = rig.list("small", small);
            String largeList = rig.list("large", large);
            CampaignRun before = rig.send(smallList, small);
            CampaignRun run = rig.send(largeList, large);
            System.out.printf("%12s %14s%n", "mails", "mails/s");
            System.out.printf("%12d %14.0f%n%12d %14.0f%n", small, before.perSecond(), large, run.perSecond());
            double value = BenchResult.rounded(run.perSecond() / before.perSecond());
            return new BenchResult("growth", value, "of the small rate", 1, value, rig.stopAndPeakMegabytes());
        }
    }
}
