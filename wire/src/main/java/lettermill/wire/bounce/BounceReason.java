package lettermill.wire.bounce;

/** Why mail was not delivered. The names are the words of {@code bounce-rules.txt}. */
public enum BounceReason {
    /** No such user, or a syntax no mailbox has. */
    NO_SUCH_MAILBOX(BounceClass.HARD),
    /** The system that should have the mailbox says in its own words that it has not; no other server is quoted. */
    UNKNOWN_HERE(BounceClass.HARD),
    /** The domain does not exist or has no mail server. */
    NO_SUCH_HOST(BounceClass.HARD),
    /** The person is gone from this address, with or without a forwarding one. */
    MOVED(BounceClass.HARD),
    /** The host or domain takes no mail at all (RFC 7504, RFC 7505). */
    TAKES_NO_MAIL(BounceClass.HARD),

    /** Disabled, by the status for it alone (RFC 3463, 5.2.1); with a word about it, it is {@link #MAILBOX_DISABLED}. */
    MAILBOX_CLOSED(BounceClass.HARD),

    MAILBOX_FULL(BounceClass.MAILBOX_FULL),

    /** Disabled, locked, suspended or inactive: such accounts do come back. */
    MAILBOX_DISABLED(BounceClass.SOFT),
    /** The recipient's own rules, or "unknown user" where that is to be doubted: carriers and gateways hide much behind it. */
    RECIPIENT_FILTER(BounceClass.SOFT),
    /** Retried until the sender's patience ended. */
    EXPIRED(BounceClass.SOFT),
    /** No connection, no route, no answer from the DNS. */
    NETWORK(BounceClass.SOFT),
    MAIL_LOOP(BounceClass.SOFT),
    /** The receiving system is in trouble: disk, configuration, a program that failed. */
    SYSTEM(BounceClass.SOFT),
    /** Come back later, as to any newcomer. */
    GREYLISTED(BounceClass.SOFT),
    /** The servers disagree about SMTP itself: sequence, parameters, syntax of commands. */
    PROTOCOL(BounceClass.SOFT),
    /** The notification gives no reason that anybody could know. */
    UNKNOWN(BounceClass.SOFT),

    /** Too much, too fast, too many connections, or a quota of the sender. */
    THROTTLED(BounceClass.BLOCK),
    /** The sender's address or domain stands on a blocklist. */
    BLOCKLISTED(BounceClass.BLOCK),
    /** Bad reputation of address or domain, in the receiver's own judgement. */
    REPUTATION(BounceClass.BLOCK),
    /** SPF, DKIM or DMARC. */
    AUTHENTICATION(BounceClass.BLOCK),
    /** The sending address has no PTR record, or one that does not lead back, or a bad HELO name. */
    REVERSE_DNS(BounceClass.BLOCK),
    /** This sender's address or domain is not wanted or not valid. */
    SENDER_REJECTED(BounceClass.BLOCK),
    /** The server does not relay for us; often also a domain that moved away from it. */
    RELAY_DENIED(BounceClass.BLOCK),
    /** Sign-in, or an encrypted connection, is demanded. */
    SIGN_IN_REQUIRED(BounceClass.BLOCK),

    /** Refused by rule of the receiver, which it does not explain. */
    POLICY(BounceClass.POLICY),
    SPAM_CONTENT(BounceClass.POLICY),
    VIRUS(BounceClass.POLICY),
    TOO_BIG(BounceClass.POLICY),
    /** Headers, encoding or structure of the message. */
    MESSAGE_FORM(BounceClass.POLICY),

    /** Out of office, challenge, acknowledgement. */
    AUTO_REPLY(BounceClass.AUTO_REPLY);

    private final BounceClass bounceClass;

    BounceReason(BounceClass bounceClass) {
        this.bounceClass = bounceClass;
    }

    public BounceClass bounceClass() {
        return bounceClass;
    }

    /** Whether the reason names the mailbox as dead. */
    public boolean isDeadMailbox() {
        return bounceClass == BounceClass.HARD;
    }
}
