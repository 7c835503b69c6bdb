package lettermill.wire.bounce;

import java.util.regex.Pattern;
import lettermill.wire.bounce.BounceEvidence.Action;
import lettermill.wire.bounce.BounceEvidence.Stage;
import lettermill.wire.bounce.BounceVerdict.Basis;
import org.jspecify.annotations.Nullable;

/**
 * Sorts refusals by the table {@code bounce-rules.txt}: clear wordings first, because servers word more carefully than they
 * number; then the enhanced status (RFC 3463 and IANA's registry), then vague wordings, then the status' subject, then the reply
 * code (RFC 5321 section 4.2.3).
 */
public final class BounceClassifier {

    private static final RuleTable TABLE = RuleTable.read();

    /** The mailbox or the system exists and has a fault of its own (RFC 3463 sections 3.3 and 3.4). */
    private static final Pattern OTHER_SUBJECT = Pattern.compile("[45]\\.(?:2\\.0|3\\.\\d{1,3})");

    private static final Pattern ADDRESSING = Pattern.compile("[45]\\.1\\.\\d{1,3}");
    private static final Pattern POLICY_SUBJECT = Pattern.compile("[45]\\.7\\.\\d{1,3}");
    private static final Pattern ANSWER_TO_RCPT =
            Pattern.compile("\\b[45]\\d\\d[ -](?:[45]\\.\\d{1,3}\\.\\d{1,3} )?<address>(?::|\\.\\.\\.)");

    private BounceClassifier() {}

    /** Answers for any evidence, {@link BounceReason#UNKNOWN} at the worst. Pure; safe for use by several threads. */
    public static BounceVerdict classify(BounceEvidence evidence) {
        String status = status(evidence);
        Integer given = evidence.replyCode();
        Integer code = given != null ? given : DiagnosticText.replyCode(evidence.diagnostic());
        Finding finding = doubted(evidence, status, code, find(evidence, status, code));
        boolean temporary = code != null ? code < 500 : status != null && status.startsWith("4");
        boolean heals = finding.reason().isDeadMailbox() && (temporary || evidence.action() == Action.DELAYED);
        boolean permanent = evidence.action() == Action.FAILED || (evidence.action() == Action.UNSAID && !temporary);
        return new BounceVerdict(
                finding.reason(),
                heals ? BounceClass.SOFT : finding.reason().bounceClass(),
                permanent,
                finding.rule(),
                finding.basis());
    }

    private record Finding(BounceReason reason, String rule, Basis basis) {}

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
        Finding found = word(TABLE.clear(text), Basis.WORDS);
        if (found == null && status != null) {
            found = code(Basis.STATUS, status, "x" + status.substring(1));
        }
        if (found == null) {
            found = word(TABLE.vague(text), Basis.GUESS);
        }
        if (found == null && status != null) {
            found = code(Basis.GUESS, "x" + status.substring(1, status.lastIndexOf('.')));
        }
        if (found == null && code != null) {
            found = code(Basis.GUESS, code + " " + evidence.stage(), Integer.toString(code));
        }
        return found == null ? new Finding(BounceReason.UNKNOWN, "nothing known", Basis.GUESS) : found;
    }

    private static @Nullable Finding word(RuleTable.@Nullable Wording wording, Basis basis) {
        return wording == null ? null : new Finding(wording.reason(), wording.text(), basis);
    }

    private static @Nullable Finding code(Basis basis, String... fromExactToGeneral) {
        for (String code : fromExactToGeneral) {
            BounceReason reason = TABLE.code(code);
            if (reason != null) {
                return new Finding(reason, code, basis);
            }
        }
        return null;
    }

    /**
     * "User unknown" is doubted where the rest speaks against it, because a wrong "dead" loses a person for ever: after the
     * content, unless the status says the same (with pipelining the answers to RCPT are read after DATA was said); beside a
     * status of another subject; and in a report that passes it on without the marks of an answer. Mobile carriers of Japan and
     * filtering gateways answer so for much else. As an answer to MAIL it is the sender who is unknown.
     */
    private static Finding doubted(
            BounceEvidence evidence, @Nullable String status, @Nullable Integer code, Finding finding) {
        if (finding.reason() != BounceReason.NO_SUCH_MAILBOX) {
            return finding;
        }
        if (evidence.stage() == Stage.MAIL) {
            return new Finding(BounceReason.SENDER_REJECTED, finding.rule() + ", after MAIL", finding.basis());
        }
        if (evidence.stage() == Stage.RCPT
                || (status != null && ADDRESSING.matcher(status).matches())) {
            return finding;
        }
        boolean contradicted = status != null && OTHER_SUBJECT.matcher(status).matches();
        if (contradicted || evidence.stage() == Stage.DATA) {
            return new Finding(BounceReason.RECIPIENT_FILTER, finding.rule() + ", doubted", finding.basis());
        }
        return evidence.action() != Action.UNSAID && isHearsay(evidence, status, code)
                ? new Finding(BounceReason.RECIPIENT_FILTER, finding.rule() + ", hearsay", Basis.GUESS)
                : finding;
    }

    /**
     * Whether a report says so without a code that any server gave, under a status of refusals by policy, or without status
     * and not in the form of an answer to RCPT, which begins with the address in brackets (Postfix, Sendmail and their kin).
     */
    private static boolean isHearsay(BounceEvidence evidence, @Nullable String status, @Nullable Integer code) {
        if (code == null || (status != null && POLICY_SUBJECT.matcher(status).matches())) {
            return true;
        }
        boolean statusSaysNothing = status == null || status.endsWith(".0.0");
        return statusSaysNothing
                && !ANSWER_TO_RCPT
                        .matcher(DiagnosticText.normal(evidence.diagnostic()))
                        .find();
    }
}
