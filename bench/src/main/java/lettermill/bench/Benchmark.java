package lettermill.bench;

import java.io.IOException;

/** One measurement that can be asked for by name. */
@FunctionalInterface
public interface Benchmark {
    /**
     * Starts what it needs, measures, prints a table, and stops what it started.
     *
     * @throws IOException if anything it needs fails; a benchmark never reports a figure of a run that went wrong
     * @throws InterruptedException if it was asked to stop
     */
    BenchResult run(BenchOptions options) throws IOException, InterruptedException;
}
