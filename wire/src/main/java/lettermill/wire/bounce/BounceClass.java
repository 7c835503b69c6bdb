package lettermill.wire.bounce;

/** What a bounce says about whether to write to the address again. */
public enum BounceClass {
    /** The mailbox or its domain does not exist: never again. */
    HARD,
    /** Something stood in the way this time: a server in trouble, a disabled account, the recipient's own filter. */
    SOFT,
    /** Refused because of who sends: reputation, authentication, rate. Says nothing against the mailbox. */
    BLOCK,
    /** The mailbox is over its quota. */
    MAILBOX_FULL,
    /** Refused because of what was sent: content, size, form. Says nothing against the mailbox. */
    POLICY,
    /** A machine's answer to mail that did arrive; no bounce at all. */
    AUTO_REPLY
}
