package lettermill.bench;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import lettermill.bench.load.Sink;

/**
 * What a sink saw of one campaign.
 *
 * @param campaign its id
 * @param mails all that arrived
 * @param perSecond from the first mail's arrival to the last one's
 * @param totalSeconds from the order to send to the last mail's arrival
 */
record CampaignRun(String campaign, long mails, double perSecond, double totalSeconds) {
    private static final long PACE_MILLIS = 20;
    private static final long LONGEST_SILENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

    /** Orders a campaign sent and watches it arrive. */
    static CampaignRun of(Studio studio, String campaign, Sink sink, int expected)
            throws IOException, InterruptedException {
        long before = arrived(studio, campaign, sink);
        long ordered = System.nanoTime();
        studio.send(campaign);
        long first = 0;
        long seenAtFirst = 0;
        long seen = 0;
        long changed = ordered;
        while (seen < expected) {
            Thread.sleep(PACE_MILLIS);
            long now = arrived(studio, campaign, sink) - before;
            if (now > seen) {
                changed = System.nanoTime();
                if (first == 0) {
                    first = changed;
                    seenAtFirst = now;
                }
                seen = now;
            } else if (System.nanoTime() - changed > LONGEST_SILENCE_NANOS) {
                throw new IOException(seen + " of " + expected + " mails arrived, then none for two minutes");
            }
        }
        double seconds = (changed - first) / 1e9;
        return new CampaignRun(
                campaign, seen, (seen - seenAtFirst) / Math.max(seconds, 1e-3), (changed - ordered) / 1e9);
    }

    /** As the sink counts; a sink that does not tell is believed to have what the product says it accepted. */
    private static long arrived(Studio studio, String campaign, Sink sink) throws IOException, InterruptedException {
        OptionalLong counted = sink.mails();
        return counted.isPresent()
                ? counted.getAsLong()
                : studio.figures(campaign).path("sent_count").asLong();
    }
}
