package lettermill.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import lettermill.bench.load.FreePort;
import lettermill.bench.load.ScratchFolder;
import lettermill.bench.template.Newsletter;
import lettermill.lab.Lab;
import lettermill.lab.LabOptions;

/**
 * Ends the product at a random moment of a campaign, starts it again, and compares what it says with what the mailboxes
 * got: 20 rounds of kill -9, then 5 of SIGTERM. The value counts recipients that were mailed twice, or are neither mailed
 * nor listed as failed or unknown, or are unknown after an orderly stop.
 */
final class CrashBench implements Benchmark {
    private static final int MESSAGES = 10_000;
    private static final int KILLS = 20;
    private static final int ROUNDS_PER_STOP = 4;
    private static final int HTML_BYTES = 5_000;
    private static final int APP_CONNECTIONS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** How a round ends the product. */
    private enum End {
        KILL,
        SIGTERM
    }

    /** What every round sends. */
    private record Work(String template, String list, int messages) {}

    @Override
    public BenchResult run(BenchOptions options) throws IOException, InterruptedException {
        int kills = options.roundsOr(KILLS);
        int stops = Math.max(1, kills / ROUNDS_PER_STOP);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (ScratchFolder data = ScratchFolder.make("crash");
                Lab lab = Lab.start(new LabOptions());
                Patient patient = new Patient(options.appJar(), data.path(), FreePort.find())) {
            Work work = prepare(patient, lab, data, options.messagesOr(MESSAGES));
            long usual = undisturbed(patient, work);
            System.out.printf("seed %d; undisturbed %d ms%n", seed, usual);
            System.out.printf(
                    "%-6s %8s %9s %8s %6s %9s %8s%n",
                    "round", "end", "after ms", "doubled", "lost", "unlisted", "unknown");
            long wrong = 0;
            for (int round = 1; round <= kills + stops; round++) {
                End end = round <= kills ? End.KILL : End.SIGTERM;
                long after = random.nextLong(usual);
                CrashVerdict verdict = round(patient, lab, work, end, after);
                System.out.printf(
                        "%-6d %8s %9d %8d %6d %9d %8d%n",
                        round, end, after, verdict.doubled(), verdict.lost(), verdict.unlisted(), verdict.unknown());
                wrong += verdict.doubled() + verdict.lost() + verdict.unlisted();
                wrong += end == End.SIGTERM ? verdict.unknown() : 0;
            }
            return new BenchResult("crash", wrong, "messages", 0, wrong == 0 ? 1 : 0, patient.peakMegabytes());
        }
    }

    private static Work prepare(Patient patient, Lab lab, ScratchFolder data, int messages)
            throws IOException, InterruptedException {
        String token = patient.start().orElseThrow(() -> new IOException("the product shows no set-up link"));
        Studio studio = Studio.setUp(patient.base(), token);
        studio.prepareSending(lab.smtpAddress(), APP_CONNECTIONS);
        String template = studio.template(Newsletter.html(HTML_BYTES));
        String list = studio.importList(Studio.people(data.path(), "crash", messages));
        return new Work(template, list, messages);
    }

    /** Milliseconds that a campaign takes from the order to its end. */
    private static long undisturbed(Patient patient, Work work) throws IOException, InterruptedException {
        Studio studio = Studio.signIn(patient.base());
        String campaign = studio.campaign("Undisturbed", work.template(), work.list());
        long ordered = System.nanoTime();
        studio.send(campaign);
        studio.awaitSent(campaign, PATIENCE);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ordered);
    }

    private static CrashVerdict round(Patient patient, Lab lab, Work work, End end, long afterMillis)
            throws IOException, InterruptedException {
        lab.mails().clear();
        Studio studio = Studio.signIn(patient.base());
        String campaign = studio.campaign("Ended by " + end, work.template(), work.list());
        studio.send(campaign);
        Thread.sleep(afterMillis);
        switch (end) {
            case KILL -> patient.kill();
            case SIGTERM -> patient.stop();
        }
        patient.start();
        Studio again = Studio.signIn(patient.base());
        again.awaitSent(campaign, PATIENCE);
        return CrashVerdict.of(again, campaign, lab.mails().receipts(), work.messages());
    }
}
