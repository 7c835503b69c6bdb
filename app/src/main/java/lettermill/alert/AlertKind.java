package lettermill.alert;

/** What an alert is about. */
public enum AlertKind {
    /** A threshold of its warming was passed, and the domain or the address is paused. */
    WARMING_PAUSED,
    /** A domain came into CRITICAL health, and is paused. */
    HEALTH_PAUSED,
    /** A domain is in a worse tier of health than before. */
    HEALTH_DROPPED,
    /** The DNS records of a domain, or the name of an address, are missing or wrong, and no mail leaves in its name, or from it, any more. */
    VERIFICATION_FAILED,
    /** A provider fails, and is left in peace for a while. */
    PROVIDER_FAILING,
    /** An endpoint of outgoing webhooks was ended: nothing got through for three days, or it wants no more. */
    ENDPOINT_DISABLED,
    /** A sending domain, or an address of a mail server, came onto a blocklist. */
    BLOCKLISTED
}
