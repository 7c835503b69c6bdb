package lettermill.webhook;

import java.util.regex.Pattern;
import lettermill.ledger.BounceType;
import lettermill.wire.bounce.BounceClass;
import lettermill.wire.bounce.BounceClassifier;
import lettermill.wire.bounce.BounceEvidence;
import lettermill.wire.bounce.BounceVerdict;
import lettermill.wire.bounce.DiagnosticText;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor's bounce means. The server's own words say whether the refusal is about us or about the mailbox, by the same
 * {@link BounceClassifier} as for mail of our own; where they say neither clearly, the vendor's verdict holds. A vendor that
 * calls a bounce temporary is believed: the mailbox may come back.
 */
public final class BounceReading {

    private static final Pattern ENHANCED = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");
    /** Policy, authentication and reputation (RFC 3463 section 3.8). */
    private static final Pattern ABOUT_US = Pattern.compile("[45]\\.7\\.\\d{1,3}");

    private static final Pattern REPLY_CODE = Pattern.compile("[45]\\d\\d");

    private BounceReading() {}

    /** What the vendor says about another try. */
    public enum Permanence {
        PERMANENT,
        TEMPORARY,
        /** Refused because of who sends. */
        BLOCKED,
        UNSAID
    }

    /**
     * Reads a bounce.
     *
     * @param status a status code as the vendor gives it, of RFC 3463 or RFC 5321; null when it gives none
     * @param diagnostic the server's words; null when there are none
     * @param vendorsWord the vendor's name for the kind of bounce, for where the words say nothing
     */
    public static VendorEvent.Trouble of(
            Permanence permanence, @Nullable String status, @Nullable String diagnostic, @Nullable String vendorsWord) {
        String words = diagnostic == null ? "" : diagnostic;
        String given = status != null && ENHANCED.matcher(status).matches() ? status : null;
        Integer code = status != null && REPLY_CODE.matcher(status).matches() ? Integer.valueOf(status) : null;
        String inText = DiagnosticText.enhancedStatus(words);
        String enhanced = given == null || (given.endsWith(".0.0") && inText != null) ? inText : given;
        BounceVerdict verdict = BounceClassifier.classify(BounceEvidence.of(code, enhanced, words));
        BounceType type = enhanced != null && ABOUT_US.matcher(enhanced).matches() && !verdict.deadMailbox()
                ? BounceType.BLOCK
                : type(permanence, verdict);
        return new VendorEvent.Trouble(type, vendorsWord, enhanced, diagnostic);
    }

    private static BounceType type(Permanence permanence, BounceVerdict verdict) {
        boolean told = verdict.basis() != BounceVerdict.Basis.GUESS;
        BounceClass found = verdict.bounceClass();
        if (told && (found == BounceClass.BLOCK || found == BounceClass.POLICY)) {
            return BounceType.BLOCK;
        }
        if (told && found != BounceClass.HARD) {
            return BounceType.SOFT;
        }
        return switch (permanence) {
            case PERMANENT -> BounceType.HARD;
            case TEMPORARY -> BounceType.SOFT;
            case BLOCKED -> BounceType.BLOCK;
            case UNSAID -> told && verdict.deadMailbox() ? BounceType.HARD : BounceType.SOFT;
        };
    }
}
