package lettermill.ledger.outcome;

/**
 * What became of some mails.
 *
 * @param attempted those that left, and those that the first server refused as undeliverable
 * @param delivered those known to have arrived; of a provider that reports no arrivals, those it took and did not bounce
 * @param settled those whose end is known or that left more than an hour ago: what {@code delivered} is a part of
 * @param bounced of every kind
 * @param hardBounced to mailboxes that do not exist
 * @param opened those opened by a person
 * @param clicked those clicked by a person
 */
public record Outcomes(
        long attempted,
        long delivered,
        long settled,
        long bounced,
        long hardBounced,
        long complaints,
        long opened,
        long clicked) {

    public static final Outcomes NONE = new Outcomes(0, 0, 0, 0, 0, 0, 0, 0);

    public Outcomes plus(Outcomes other) {
        return new Outcomes(
                attempted + other.attempted,
                delivered + other.delivered,
                settled + other.settled,
                bounced + other.bounced,
                hardBounced + other.hardBounced,
                complaints + other.complaints,
                opened + other.opened,
                clicked + other.clicked);
    }

    /** 0 to 1; 0 while nothing left. */
    public double bounceRate() {
        return rate(bounced, attempted);
    }

    /** 0 to 1; 0 while nothing left. */
    public double complaintRate() {
        return rate(complaints, attempted);
    }

    /** 0 to 1; 1 while no end is known. */
    public double deliveryRate() {
        return settled == 0 ? 1 : rate(delivered, settled);
    }

    private static double rate(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
