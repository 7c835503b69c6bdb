package lettermill.analytics;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What happened to messages in some time. Opens and clicks are those of people, proxies of mailbox providers included;
 * what prefetchers and robots fetched is counted apart.
 *
 * @param attempted messages that left or were refused for good by the receiving server
 * @param sent messages a provider took
 * @param bounces messages returned or refused for good
 * @param uniqueOpens messages opened at least once, at the time of their first open
 * @param uniqueClicks messages with at least one click, at the time of their first
 */
record Figures(
        long attempted,
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

    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Figures of(ResultSet row) throws SQLException {
        return new Figures(
                row.getLong("attempted"),
                row.getLong("sent"),
                row.getLong("delivered"),
                row.getLong("bounces"),
                row.getLong("opens"),
                row.getLong("unique_opens"),
                row.getLong("machine_opens"),
                row.getLong("clicks"),
                row.getLong("unique_clicks"),
                row.getLong("machine_clicks"),
                row.getLong("unsubscribes"),
                row.getLong("complaints"));
    }

    Figures plus(Figures other) {
        return new Figures(
                attempted + other.attempted,
                sent + other.sent,
                delivered + other.delivered,
                bounces + other.bounces,
                opens + other.opens,
                uniqueOpens + other.uniqueOpens,
                machineOpens + other.machineOpens,
                clicks + other.clicks,
                uniqueClicks + other.uniqueClicks,
                machineClicks + other.machineClicks,
                unsubscribes + other.unsubscribes,
                complaints + other.complaints);
    }
}
