package lettermill.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lettermill.bench.load.FreePort;
import lettermill.bench.load.Java;
import lettermill.bench.load.ResidentSet;
import lettermill.bench.load.ScratchFolder;
import lettermill.lab.product.AppProcess;

/**
 * Seconds from starting the process to the line that says it is ready, warm: its database exists, its files are in the
 * page cache. The limit is a Java process that does nothing, so the ratio says how far from instant a start is.
 */
final class StartBench implements Benchmark {
    private static final int ROUNDS = 5;

    /** One start. */
    private record Start(double seconds, long peakMegabytes) {}

    @Override
    public BenchResult run(BenchOptions options) throws IOException, InterruptedException {
        List<Double> starts = new ArrayList<>();
        List<Double> limits = new ArrayList<>();
        long peak = 0;
        try (ScratchFolder data = ScratchFolder.make("start")) {
            start(options.appJar(), data.path());
            System.out.printf("%-6s %10s %14s%n", "round", "ready, s", "bare Java, s");
            for (int round = 1; round <= options.roundsOr(ROUNDS); round++) {
                Start start = start(options.appJar(), data.path());
                starts.add(start.seconds());
                limits.add(bareJava());
                peak = Math.max(peak, start.peakMegabytes());
                System.out.printf("%-6d %10.2f %14.2f%n", round, starts.getLast(), limits.getLast());
            }
        }
        double value = BenchResult.median(starts);
        double limit = BenchResult.median(limits);
        return new BenchResult("start", value, "s", limit, BenchResult.rounded(limit / value), peak);
    }

    private static Start start(Path jar, Path data) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        var launch = new AppProcess.Launch(Java.program(), jar, data, FreePort.find(), Map.of());
        try (AppProcess app = AppProcess.start(launch)) {
            app.awaitReady();
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Start(seconds, ResidentSet.peakMegabytes(app.handle().pid()));
        }
    }

    private static double bareJava() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(Java.program(), "-XX:+UseSerialGC", "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("java -version failed");
        }
        return (System.nanoTime() - begin) / 1e9;
    }
}
