package lettermill.wire.bounce;

import lettermill.wire.bounce.BounceEvidence.Action;
import lettermill.wire.bounce.BounceEvidence.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Sorts refusals by the table {@code bounce-rules.txt}: clear wordings first, because servers word more carefully than they
 * number; then the enhanced status (RFC 3463 and IANA's registry), then vague wordings, then the status' subject, then the reply
 * code (RFC 5321 section 4.2.3).
 */
public final class BounceClassifier {

    private static final RuleTable TABLE = RuleTable.read();

    private BounceClassifier() {}

    /** Answers for any evidence, {@link BounceReason#UNKNOWN} at the worst. Pure; safe for use by several threads. */
    public static BounceVerdict classify(BounceEvidence evidence) {
        String status = status(evidence);
        Integer given = evidence.replyCode();
        Integer code = given != null ? given : DiagnosticText.replyCode(evidence.diagnostic());
        Finding finding = afterContent(evidence, find(evidence, status, code));
        boolean temporary = code != null ? code < 500 : status != null && status.startsWith("4");
        boolean heals = finding.reason().isDeadMailbox() && (temporary || evidence.action() == Action.DELAYED);
        boolean permanent = evidence.action() == Action.FAILED || (evidence.action() == Action.UNSAID && !temporary);
        return new BounceVerdict(
                finding.reason(), heals ? BounceClass.SOFT : finding.reason().bounceClass(), permanent, finding.rule());
    }

    private record Finding(BounceReason reason, String rule) {}

    /** What is written inside the text beats a field that only says that something failed. */
    private static @Nullable String status(BounceEvidence evidence) {
        String given = evidence.enhancedStatus();
        if (given != null && !given.endsWith(".0.0")) {
            return given;
        }
        String inText = DiagnosticText.enhancedStatus(evidence.diagnostic());
        return inText != null ? inText : given;
    }

    private static Finding find(BounceEvidence evidence, @Nullable String status, @Nullable Integer code) {
        String text = DiagnosticText.normal(evidence.diagnostic());
        Finding found = word(TABLE.clear(text));
        if (found == null && status != null) {
            found = code(status, "x" + status.substring(1));
        }
        if (found == null) {
            found = word(TABLE.vague(text));
        }
        if (found == null && status != null) {
            found = code("x" + status.substring(1, status.lastIndexOf('.')));
        }
        if (found == null && code != null) {
            found = code(code + " " + evidence.stage(), Integer.toString(code));
        }
        return found == null ? new Finding(BounceReason.UNKNOWN, "nothing known") : found;
    }

    private static @Nullable Finding word(RuleTable.@Nullable Wording wording) {
        return wording == null ? null : new Finding(wording.reason(), wording.text());
    }

    private static @Nullable Finding code(String... fromExactToGeneral) {
        for (String code : fromExactToGeneral) {
            BounceReason reason = TABLE.code(code);
            if (reason != null) {
                return new Finding(reason, code);
            }
        }
        return null;
    }

    /**
     * A server that took the recipient and refuses "the user" only after the content has judged the content or the sender:
     * mobile carriers of Japan are known for it.
     */
    private static Finding afterContent(BounceEvidence evidence, Finding finding) {
        return evidence.stage() == Stage.DATA && finding.reason() == BounceReason.NO_SUCH_MAILBOX
                ? new Finding(BounceReason.RECIPIENT_FILTER, finding.rule() + ", after DATA")
                : finding;
    }
}
