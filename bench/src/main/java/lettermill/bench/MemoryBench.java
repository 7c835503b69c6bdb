package lettermill.bench;

import java.io.IOException;

/**
 * The product's largest resident set in megabytes while it sends, each campaign in a process of its own. The limit is what a
 * campaign of a tenth of the size takes, so the ratio says whether memory grows with the audience.
 */
final class MemoryBench implements Benchmark {
    private static final int MESSAGES = 1_000_000;
    private static final int TIMES = 10;

    @Override
    public BenchResult run(BenchOptions options) throws IOException, InterruptedException {
        int large = options.messagesOr(MESSAGES);
        long smallPeak = peak(options, Math.max(1, large / TIMES));
        long largePeak = peak(options, large);
        double ratio = BenchResult.rounded((double) largePeak / smallPeak);
        return new BenchResult("memory", largePeak, "MB", smallPeak, ratio, largePeak);
    }

    private static long peak(BenchOptions options, int messages) throws IOException, InterruptedException {
        try (SendingRig rig = SendingRig.start(options)) {
            rig.send(rig.list("people", messages), messages);
            long peak = rig.stopAndPeakMegabytes();
            System.out.printf("%12d mails %8d MB%n", messages, peak);
            return peak;
        }
    }
}
