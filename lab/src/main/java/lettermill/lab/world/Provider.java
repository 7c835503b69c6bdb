package lettermill.lab.world;

/**
 * A mailbox provider of the lab's world.
 *
 * @param domain the domain of its addresses, lower case; all names are reserved ones (RFC 2606), so no mail can go astray
 * @param manner how it treats mail
 * @param weight its share of the demo audience, relative to the other weights
 * @param readers what its people read their mail with
 */
public record Provider(String domain, Manner manner, int weight, Readers readers) {
    /** The mix of mail programs among a provider's people. */
    public enum Readers {
        /** Mostly Gmail's web and Android app, images through its proxy. */
        WEBMAIL,
        /** Mostly Apple Mail with its privacy protection. */
        APPLE,
        /** Outlook at a desk, with a scanner that fetches every link. */
        OFFICE,
        /** Some of everything. */
        MIXED
    }
}
