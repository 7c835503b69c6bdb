package lettermill.wire.feedback;

import lettermill.wire.bounce.BounceVerdict;
import org.jspecify.annotations.Nullable;

/**
 * What became of a letter for one recipient.
 *
 * @param address as the report gives it, perhaps not the one that was written to; null where the report hides it
 * @param status of RFC 3463; null when none was found
 * @param diagnostic the words that were judged, at most {@value #LONGEST} characters
 * @param verdict what a failure means; of no importance for {@link Action#DELIVERED}
 */
public record RecipientReport(
        @Nullable String address, Action action, @Nullable String status, String diagnostic, BounceVerdict verdict) {

    static final int LONGEST = 2000;

    /** RFC 3464 section 2.3.3; relayed and expanded count as delivered. */
    public enum Action {
        FAILED,
        /** Still being tried. */
        DELAYED,
        DELIVERED
    }

    public RecipientReport {
        diagnostic = diagnostic.length() > LONGEST ? diagnostic.substring(0, LONGEST) : diagnostic;
    }

    /** Whether the mailbox is dead, so that nobody should write to it again. */
    public boolean hard() {
        return action == Action.FAILED && verdict.deadMailbox();
    }
}
