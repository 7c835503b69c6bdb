package lettermill.lab.world;

/** How a mailbox provider treats mail. Shares are of its addresses, 0 to 1, chosen by the seed. */
public sealed interface Manner {
    /** Takes everything. */
    record Accepts() implements Manner {}

    /** 451 4.7.1 to the first attempt for each recipient, takes every later one. */
    record Greylists() implements Manner {}

    /** 421 4.7.0 to everything beyond {@code perMinute} recipients in one minute of the world's time. */
    record Throttles(int perMinute) implements Manner {}

    /** 550 5.1.1 to the share of addresses that nobody has. */
    record RefusesUnknownUsers(double unknownShare) implements Manner {}

    /** 452 4.2.2 to the share of addresses whose mailbox is full. */
    record HasFullMailboxes(double fullShare) implements Manner {}

    /** Takes everything and sends a notification of RFC 3464 for the share of addresses that do not exist. */
    record BouncesLater(double bouncingShare) implements Manner {}

    /**
     * Knows senders by their domain. What is beyond a domain's room for the day is put off, 421 4.7.28; who does not heed that, or whose mail is
     * often for nobody or complained of, is put into the spam folder. Addresses whose local part ends in {@code -gone} are nobody's, 550 5.1.1.
     *
     * @param firstDay mails that a new domain may send on its first day
     * @param growth how many times as many as on its best day so far it may send later
     */
    record Judges(int firstDay, double growth) implements Manner {}

    /** For the share of addresses: reads the mail, then closes without an answer at the first attempt; half of those mails are kept. */
    record DropsBeforeAnswer(double droppedShare) implements Manner {}

    /** For the share of addresses: answers 250 and closes, so that whatever is pipelined behind it is lost. */
    record DropsAfterAnswer(double droppedShare) implements Manner {}
}
