package lettermill.sender.standing;

/** What paused a domain or an address. */
public enum PauseCause {
    PERSON,
    /** A threshold of its warming. */
    WARMING,
    /** Its health is CRITICAL. */
    HEALTH
}
