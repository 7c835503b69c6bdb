package lettermill.ledger;

/** Who fetched a pixel or a link, as far as it shows. */
public enum HitClass {
    HUMAN,
    /** Fetched ahead of any reading, as Apple's Mail Privacy Protection does. */
    PREFETCH,
    /** A person's open seen through a mailbox provider's image proxy. */
    PROXY,
    /** A crawler or a link scanner. */
    BOT,
    UNKNOWN;

    /** Machine hits are stored and shown, but never count as somebody's open or click. */
    public boolean machine() {
        return this == PREFETCH || this == BOT;
    }
}
