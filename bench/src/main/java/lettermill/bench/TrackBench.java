package lettermill.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lettermill.bench.load.FreePort;
import lettermill.bench.load.HttpLoad;
import lettermill.bench.load.ScratchFolder;
import lettermill.bench.template.Newsletter;
import lettermill.lab.Lab;
import lettermill.lab.LabOptions;
import lettermill.lab.letter.LetterLinks;
import lettermill.lab.letter.OpenedMail;
import tools.jackson.databind.JsonNode;

/**
 * Pixel and click requests a second, one of each in turn, from the tokens of a campaign that really arrived. The limit is the
 * same server answering the pixel to a forged token, a constant without an event. Every hit has to be in the campaign's
 * figures afterwards.
 */
final class TrackBench implements Benchmark {
    private static final int REQUESTS = 60_000;
    private static final int ROUNDS = 3;
    private static final int MAILS = 1_000;
    private static final int APP_CONNECTIONS = 8;
    private static final int HTML_BYTES = 5_000;
    private static final String FORGED_PIXEL = "/t/p/AAAAAAAAAAAAAAAAAAAAAAAAAAAA.gif";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A campaign that arrived, and the paths in its mails. */
    private record Tracked(String campaign, List<String> paths) {}

    @Override
    public BenchResult run(BenchOptions options) throws IOException, InterruptedException {
        int requests = options.messagesOr(REQUESTS);
        try (ScratchFolder data = ScratchFolder.make("track");
                Lab lab = Lab.start(new LabOptions());
                Patient app = new Patient(options.appJar(), data.path(), FreePort.find())) {
            String token = app.start().orElseThrow(() -> new IOException("the product shows no set-up link"));
            Studio studio = Studio.setUp(app.base(), token);
            Tracked tracked = track(studio, lab, data);
            HttpLoad load = new HttpLoad(app.base());
            load.run(List.of(FORGED_PIXEL), requests / 4);
            load.run(tracked.paths(), requests / 4);
            List<Double> values = new ArrayList<>();
            List<Double> limits = new ArrayList<>();
            System.out.printf("%-6s %12s %14s %14s%n", "round", "requests", "requests/s", "limit/s");
            int rounds = options.roundsOr(ROUNDS);
            for (int round = 1; round <= rounds; round++) {
                limits.add(load.run(List.of(FORGED_PIXEL), requests));
                values.add(load.run(tracked.paths(), requests));
                System.out.printf("%-6d %12d %14.0f %14.0f%n", round, requests, values.getLast(), limits.getLast());
            }
            awaitHits(studio, tracked.campaign(), requests / 4 + (long) rounds * requests);
            app.stop();
            double value = BenchResult.median(values);
            double limit = BenchResult.median(limits);
            return new BenchResult(
                    "track", value, "requests/s", limit, BenchResult.rounded(value / limit), app.peakMegabytes());
        }
    }

    private static Tracked track(Studio studio, Lab lab, ScratchFolder data) throws IOException, InterruptedException {
        studio.prepareSending(lab.smtpAddress(), APP_CONNECTIONS);
        String list = studio.importList(Studio.people(data.path(), "track", MAILS));
        String campaign = studio.campaign("Track", studio.template(Newsletter.html(HTML_BYTES)), list);
        studio.send(campaign);
        studio.awaitSent(campaign, PATIENCE);
        List<String> paths = new ArrayList<>();
        lab.mails().newestFirst().forEach(mail -> {
            LetterLinks links = LetterLinks.of(OpenedMail.of(mail.content().unpacked()));
            links.images().stream().map(URI::getRawPath).forEach(paths::add);
            links.content().stream().limit(1).map(URI::getRawPath).forEach(paths::add);
        });
        if (paths.size() != 2 * MAILS) {
            throw new IOException("expected a pixel and a link in each of " + MAILS + " mails, found " + paths.size());
        }
        return new Tracked(campaign, List.copyOf(paths));
    }

    private static void awaitHits(Studio studio, String campaign, long expected)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        long hits = 0;
        while (System.nanoTime() < until) {
            JsonNode now = studio.figures(campaign);
            hits = 0;
            for (String figure : List.of("open_count", "machine_open_count", "click_count", "machine_click_count")) {
                hits += now.path(figure).asLong();
            }
            if (hits == expected) {
                return;
            }
            Thread.sleep(200);
        }
        throw new IOException("answered " + expected + " hits, recorded " + hits);
    }
}
