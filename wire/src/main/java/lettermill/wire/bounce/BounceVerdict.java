package lettermill.wire.bounce;

/**
 * What a refusal means.
 *
 * @param bounceClass the class of the reason, but {@link BounceClass#SOFT} where a temporary code came with a deadly reason:
 *     "no such user" as an answer of 4yz may heal
 * @param permanent whoever says it will not try again, or asks us not to
 * @param rule the line of the table that decided, for the log: a status, a reply code or the wording
 * @param basis what kind of rule that was
 */
public record BounceVerdict(BounceReason reason, BounceClass bounceClass, boolean permanent, String rule, Basis basis) {

    /** How much the rule is to be trusted. */
    public enum Basis {
        /** A wording that means one thing. */
        WORDS,
        /** An enhanced status that says more than that something failed. */
        STATUS,
        /** Vague words, a reply code, or nothing at all. */
        GUESS
    }

    /** Whether to write to this address never again. */
    public boolean deadMailbox() {
        return bounceClass == BounceClass.HARD;
    }
}
