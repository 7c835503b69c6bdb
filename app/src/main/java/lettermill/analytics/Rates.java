package lettermill.analytics;

import org.jspecify.annotations.Nullable;

/**
 * Shares from 0 to 1, of people and never of machines; null where there is nothing to take a share of.
 *
 * @param delivery delivered, of the attempted
 * @param open opened at least once, of those that reached a mailbox: attempted and not bounced
 * @param click clicked at least once, of the same
 * @param clickToOpen clicked at least once, of those opened
 * @param bounce bounced, of the attempted
 * @param complaint of those that reached a mailbox
 * @param unsubscribe of those that reached a mailbox
 */
record Rates(
        @Nullable Double delivery,
        @Nullable Double open,
        @Nullable Double click,
        @Nullable Double clickToOpen,
        @Nullable Double bounce,
        @Nullable Double complaint,
        @Nullable Double unsubscribe) {

    static Rates of(Figures figures) {
        long reached = figures.attempted() - figures.bounces();
        return new Rates(
                share(figures.delivered(), figures.attempted()),
                share(figures.uniqueOpens(), reached),
                share(figures.uniqueClicks(), reached),
                share(figures.uniqueClicks(), figures.uniqueOpens()),
                share(figures.bounces(), figures.attempted()),
                share(figures.complaints(), reached),
                share(figures.unsubscribes(), reached));
    }

    static @Nullable Double share(long part, long whole) {
        return whole <= 0 ? null : (double) part / whole;
    }
}
