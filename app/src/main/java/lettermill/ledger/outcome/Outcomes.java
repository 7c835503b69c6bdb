package lettermill.ledger.outcome;

/**
 * What became of some mails.
 *
 * @param attempted those that left, and those that the first server refused as undeliverable
 * @param delivered those known to have arrived; of a provider that reports no arrivals, those it took and did not bounce
 * @param settled those whose end is known or that left more than an hour ago: what {@code delivered} is a part of
 * @param bounced of every kind
 * @param hardBounced of them, to mailboxes that do not exist
 * @param blocked of them, refused because of who sent it
 * @param opened those opened by a person
 * @param clicked those clicked by a person
 */
public record Outcomes(
        long attempted,
        long delivered,
        long settled,
        long bounced,
        long hardBounced,
        long blocked,
        long complaints,
        long opened,
        long clicked) {

    public static final Outcomes NONE = new Outcomes(0, 0, 0, 0, 0, 0, 0, 0, 0);

    public Outcomes plus(Outcomes other) {
        return new Outcomes(
                attempted + other.attempted,
                delivered + other.delivered,
                settled + other.settled,
                bounced + other.bounced,
                hardBounced + other.hardBounced,
                blocked + other.blocked,
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

    /** Opened by a person, of those delivered: 0 to 1; 0 while nothing arrived. */
    public double openRate() {
        return Math.min(1, rate(opened, delivered));
    }

    /** Clicked by a person, of those delivered: 0 to 1; 0 while nothing arrived. */
    public double clickRate() {
        return Math.min(1, rate(clicked, delivered));
    }

    /** Bounced for other reasons than the mailbox or the sender: full, away, too slow. */
    public long softBounced() {
        return bounced - hardBounced - blocked;
    }

    private static double rate(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
