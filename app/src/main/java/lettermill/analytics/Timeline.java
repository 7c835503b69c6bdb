package lettermill.analytics;

import java.time.Instant;
import java.util.List;

/**
 * A campaign by time, oldest first, without gaps from its first fact to its last; hours at most for {@link #MOST_HOURS}.
 *
 * @param timezone the workspace's, in which hours and days begin
 */
record Timeline(Bucket bucket, String timezone, List<Point> items) {

    /** Two weeks: after them hours say no more than days. */
    static final int MOST_HOURS = 14 * 24;

    enum Bucket {
        HOUR,
        DAY
    }

    /**
     * What happened in one bucket.
     *
     * @param at its beginning
     */
    record Point(
            Instant at,
            long sent,
            long delivered,
            long bounces,
            long opens,
            long uniqueOpens,
            long machineOpens,
            long clicks,
            long uniqueClicks,
            long machineClicks,
            long unsubscribes,
            long complaints) {

        static Point of(Instant at, Figures figures) {
            return new Point(
                    at,
                    figures.sent(),
                    figures.delivered(),
                    figures.bounces(),
                    figures.opens(),
                    figures.uniqueOpens(),
                    figures.machineOpens(),
                    figures.clicks(),
                    figures.uniqueClicks(),
                    figures.machineClicks(),
                    figures.unsubscribes(),
                    figures.complaints());
        }
    }
}
