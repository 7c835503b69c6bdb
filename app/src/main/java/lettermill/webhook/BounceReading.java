package lettermill.webhook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lettermill.ledger.BounceType;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor's bounce means. The server's own words say whether the refusal is about us or about the mailbox; where they
 * say neither, the vendor's verdict holds. A vendor that calls a bounce temporary is believed: the mailbox may come back.
 */
public final class BounceReading {

    private static final Pattern ENHANCED = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");
    /** Policy, authentication and reputation (RFC 3463 section 3.8). */
    private static final Pattern ABOUT_US = Pattern.compile("[45]\\.7\\.\\d{1,3}");

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
        String given = status != null && ENHANCED.matcher(status).matches() ? status : null;
        String inText = found(diagnostic);
        String enhanced = given == null || given.endsWith(".0.0") && inText != null ? inText : given;
        return new VendorEvent.Trouble(
                type(permanence, enhanced == null ? "" : enhanced), vendorsWord, enhanced, diagnostic);
    }

    private static BounceType type(Permanence permanence, String enhanced) {
        if (ABOUT_US.matcher(enhanced).matches()) {
            return BounceType.BLOCK;
        }
        if (enhanced.endsWith(".2.2")) {
            return BounceType.SOFT;
        }
        return switch (permanence) {
            case PERMANENT -> BounceType.HARD;
            case TEMPORARY -> BounceType.SOFT;
            case BLOCKED -> BounceType.BLOCK;
            case UNSAID -> enhanced.startsWith("5.1.") ? BounceType.HARD : BounceType.SOFT;
        };
    }

    private static @Nullable String found(@Nullable String diagnostic) {
        Matcher matcher = ENHANCED.matcher(diagnostic == null ? "" : diagnostic);
        return matcher.find() ? matcher.group() : null;
    }
}
