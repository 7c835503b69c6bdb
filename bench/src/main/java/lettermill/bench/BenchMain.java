package lettermill.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lettermill.bench.load.SmtpLimitBench;
import lettermill.bench.template.RenderBench;

/** {@code ./lettermill bench NAME}: runs one benchmark; the last line is its result as one JSON object. */
public final class BenchMain {
    private static final Map<String, Benchmark> BENCHMARKS = new TreeMap<>(Map.ofEntries(
            Map.entry("crash", new CrashBench()),
            Map.entry("growth", new GrowthBench()),
            Map.entry("import", new ImportBench()),
            Map.entry("materialise", new MaterialiseBench()),
            Map.entry("memory", new MemoryBench()),
            Map.entry("render", new RenderBench()),
            Map.entry("route", new RouteBench()),
            Map.entry("send", new SendBench()),
            Map.entry("smtp-limit", new SmtpLimitBench()),
            Map.entry("start", new StartBench()),
            Map.entry("track", new TrackBench()),
            Map.entry("turns", new TurnsBench()),
            Map.entry("webhook", new WebhookBench())));

    private BenchMain() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    /** The exit status: 0 after a result, 1 if the benchmark failed, 2 for a wrong command line. */
    static int run(List<String> arguments) {
        try {
            BenchOptions options = BenchOptions.parse(arguments);
            Benchmark benchmark = BENCHMARKS.get(options.name());
            if (benchmark == null) {
                System.err.println(BenchOptions.USAGE + "\nbenchmarks: " + String.join(", ", BENCHMARKS.keySet()));
                return options.name().isEmpty() ? 0 : 2;
            }
            System.out.println(benchmark.run(options).jsonLine());
            return 0;
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            return 2;
        } catch (IOException failed) {
            System.err.println("The benchmark failed: " + failed.getMessage());
            return 1;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
