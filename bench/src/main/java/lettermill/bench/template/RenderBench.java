package lettermill.bench.template;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import lettermill.bench.BenchOptions;
import lettermill.bench.BenchResult;
import lettermill.bench.Benchmark;
import lettermill.bench.load.ResidentSet;
import lettermill.jinja.Autoescape;
import lettermill.jinja.Budget;
import lettermill.jinja.Environment;
import lettermill.jinja.Template;

/**
 * How many templates a second are rendered, beside jinjava with a parsed node that is used again: a newsletter and a loop. Both
 * take turns of a twentieth of a second, so that other work on the machine hits both alike. The result is the workload with the
 * smaller ratio; the table has both, and how long a template of 100 KB takes to compile.
 */
public final class RenderBench implements Benchmark {
    private static final int NEWSLETTER_BYTES = 12 * 1024;
    private static final int ROUNDS = 9;
    private static final int WARM_UP_RENDERS = 500;
    private static final int TURNS = 10;
    private static final long TURN_NANOS = 50_000_000;
    private static final int COMPILES_A_ROUND = 30;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Environment ENVIRONMENT =
            Environment.builder().autoescape(Autoescape.HTML).build();

    @Override
    public BenchResult run(BenchOptions options) throws IOException {
        int rounds = options.roundsOr(ROUNDS);
        System.out.printf("%-12s %14s %14s %7s%n", "renders/s", "ours", "jinjava's", "ratio");
        BenchResult newsletter = race(Workload.newsletter(NEWSLETTER_BYTES), rounds);
        BenchResult rows = race(Workload.rows(), rounds);
        compile(rounds);
        return newsletter.ratio() < rows.ratio() ? newsletter : rows;
    }

    private static BenchResult race(Workload work, int rounds) throws IOException {
        Template ours = ENVIRONMENT.compile(work.name(), work.template());
        JinjavaTemplate theirs = new JinjavaTemplate(work.template());
        String text = ours.render(work.variables(), Budget.STANDARD);
        if (!text.equals(theirs.render(work.variables()))) {
            throw new IOException(work.name() + ": the engines print different texts");
        }
        IntSupplier renderOurs =
                () -> ours.render(work.variables(), Budget.STANDARD).length();
        IntSupplier renderTheirs = () -> theirs.render(work.variables()).length();
        List<Double> rates = new ArrayList<>();
        List<Double> limits = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < WARM_UP_RENDERS; i++) {
            render(renderOurs, text.length());
            render(renderTheirs, text.length());
        }
        for (int round = 0; round < rounds; round++) {
            double rate = 0;
            double limit = 0;
            for (int turn = 0; turn < TURNS; turn++) {
                rate += perSecond(renderOurs, text.length()) / TURNS;
                limit += perSecond(renderTheirs, text.length()) / TURNS;
            }
            rates.add(rate);
            limits.add(limit);
            ratios.add(rate / limit);
        }
        double rate = BenchResult.median(rates);
        double limit = BenchResult.median(limits);
        double ratio = BenchResult.median(ratios);
        System.out.printf("%-12s %14.0f %14.0f %7.2f%n", work.name(), rate, limit, ratio);
        long rss = ResidentSet.peakMegabytes(ProcessHandle.current().pid());
        return new BenchResult("render", rate, "renders/s", limit, ratio, rss);
    }

    /** Every text must have the right length, which also keeps the compiler from leaving the work out. */
    private static void render(IntSupplier render, int length) throws IOException {
        if (render.getAsInt() != length) {
            throw new IOException("a render printed another text than the first");
        }
    }

    /** Renders for one turn. */
    private static double perSecond(IntSupplier render, int length) throws IOException {
        long start = System.nanoTime();
        long renders = 0;
        long taken;
        do {
            render(render, length);
            renders++;
            taken = System.nanoTime() - start;
        } while (taken < TURN_NANOS);
        return renders * 1e9 / taken;
    }

    private static void compile(int rounds) {
        String source = Newsletter.html(NEWSLETTER_BYTES).repeat(10);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int i = -COMPILES_A_ROUND; i < rounds * COMPILES_A_ROUND; i++) {
            double own = milliseconds(() -> ENVIRONMENT.compile("large", source));
            double other = milliseconds(() -> new JinjavaTemplate(source));
            if (i >= 0) {
                ours.add(own);
                theirs.add(other);
            }
        }
        System.out.printf("%-12s %14s %14s%n", "compile, ms", "ours", "jinjava's");
        System.out.printf(
                "%-12s %14.1f %14.1f%n",
                source.length() / 1024 + " KB", BenchResult.median(ours), BenchResult.median(theirs));
    }

    /** Of processor time, which other work on the machine doesn't add to. */
    private static double milliseconds(Runnable work) {
        long start = THREADS.getCurrentThreadCpuTime();
        work.run();
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
    }
}
