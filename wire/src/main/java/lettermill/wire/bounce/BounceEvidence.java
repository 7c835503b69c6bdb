package lettermill.wire.bounce;

import org.jspecify.annotations.Nullable;

/**
 * What is known about one refusal. Anything may be missing; what is there may be wrong.
 *
 * @param replyCode of RFC 5321 section 4.2, 400 to 599; null when none was given
 * @param enhancedStatus of RFC 3463, {@code 5.1.1}; null when none was given
 * @param diagnostic the server's words, in any language and on any number of lines; codes inside are found
 * @param action what the reporting server does next
 * @param stage the command that was refused
 */
public record BounceEvidence(
        @Nullable Integer replyCode, @Nullable String enhancedStatus, String diagnostic, Action action, Stage stage) {

    /** RFC 3464 section 2.3.3, as far as it matters here. */
    public enum Action {
        FAILED,
        DELAYED,
        UNSAID
    }

    /** Where in the SMTP session the answer came: after DATA it is rarely about the mailbox. */
    public enum Stage {
        CONNECT,
        MAIL,
        RCPT,
        DATA,
        UNSAID
    }

    /** An answer or a vendor's report, of which neither action nor stage is known. */
    public static BounceEvidence of(@Nullable Integer replyCode, @Nullable String enhancedStatus, String diagnostic) {
        return new BounceEvidence(replyCode, enhancedStatus, diagnostic, Action.UNSAID, Stage.UNSAID);
    }

    /** Words alone; codes are looked for inside. */
    public static BounceEvidence of(String diagnostic) {
        return of(null, null, diagnostic);
    }
}
