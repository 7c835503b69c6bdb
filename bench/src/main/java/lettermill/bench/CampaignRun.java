package lettermill.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import lettermill.bench.load.SinkProcess;

/**
 * What a sink saw of one campaign.
 *
 * @param mails all that arrived
 * @param perSecond from the first mail's arrival to the last one's
 * @param totalSeconds from the order to send to the last mail's arrival
 */
record CampaignRun(long mails, double perSecond, double totalSeconds) {
    private static final long PACE_MILLIS = 20;
    private static final long LONGEST_SILENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

    /** Orders a campaign sent and watches it arrive. */
    static CampaignRun of(Studio studio, String campaign, SinkProcess sink, int expected)
            throws IOException, InterruptedException {
        long before = sink.taken().mails();
        long ordered = System.nanoTime();
        studio.send(campaign);
        long first = 0;
        long seenAtFirst = 0;
        long seen = 0;
        long changed = ordered;
        while (seen < expected) {
            Thread.sleep(PACE_MILLIS);
            long now = sink.taken().mails() - before;
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
        return new CampaignRun(seen, (seen - seenAtFirst) / Math.max(seconds, 1e-3), (changed - ordered) / 1e9);
    }
}
