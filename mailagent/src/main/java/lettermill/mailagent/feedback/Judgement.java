package lettermill.mailagent.feedback;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import lettermill.wire.bounce.BounceClass;
import lettermill.wire.bounce.BounceClassifier;
import lettermill.wire.bounce.BounceEvidence;
import lettermill.wire.bounce.BounceEvidence.Stage;
import lettermill.wire.bounce.BounceReason;
import lettermill.wire.bounce.BounceVerdict;
import lettermill.wire.bounce.BounceVerdict.Basis;
import lettermill.wire.bounce.DiagnosticText;
import lettermill.wire.feedback.RecipientReport;
import lettermill.wire.feedback.RecipientReport.Action;
import org.jspecify.annotations.Nullable;

/** Weighs what a report says in several places: the most exact place that says anything decides. */
final class Judgement {
    private static final Pattern DELAYED =
            Pattern.compile("(?i)\\b(?:has been|is|was|message) delayed\\b|not yet been delivered"
                    + "|will (?:be retried|continue|keep trying|try)|still trying|no action is required|warning message only"
                    + "|(?:will|to) be returned to you|delivery incomplete|temporarily undeliverable");

    private Judgement() {}

    /**
     * @param status as a field gives it; null when there is none
     * @param places the words, from the most exact place to the widest
     */
    static RecipientReport of(@Nullable String address, Action action, @Nullable String status, List<String> places) {
        return of(address, action, status, places, "");
    }

    /** @param transcript the session's words, perhaps about several recipients */
    static RecipientReport of(
            @Nullable String address, Action action, @Nullable String status, List<String> places, String transcript) {
        String said = String.join("\n", places);
        Stage inPlaces = Stages.of(said);
        Stage stage = inPlaces != Stage.UNSAID
                ? inPlaces
                : Stages.inTranscript(
                        transcript, line -> said.contains(line) || (status != null && line.contains(status)));
        BounceVerdict best = null;
        String words = "";
        for (String place : places) {
            if (place.isBlank() && best != null) {
                continue;
            }
            BounceVerdict verdict =
                    BounceClassifier.classify(new BounceEvidence(null, status, place, asked(action), stage));
            if (best == null || better(verdict, best)) {
                best = verdict;
                words = place;
            }
        }
        if (best == null) {
            best = BounceClassifier.classify(new BounceEvidence(null, status, "", asked(action), stage));
        }
        String found = status != null && !status.endsWith(".0.0") ? status : DiagnosticText.enhancedStatus(words);
        return new RecipientReport(address, action, found == null ? status : found, words.strip(), best);
    }

    private static boolean better(BounceVerdict next, BounceVerdict best) {
        boolean full =
                best.deadMailbox() && next.basis() == Basis.WORDS && next.bounceClass() == BounceClass.MAILBOX_FULL;
        // Some reporters know only one status for all that can go wrong at delivery.
        return full
                || best.basis() == Basis.GUESS
                        && (next.basis() != Basis.GUESS || best.reason() == BounceReason.UNKNOWN);
    }

    private static BounceEvidence.Action asked(Action action) {
        return action == Action.DELAYED ? BounceEvidence.Action.DELAYED : BounceEvidence.Action.FAILED;
    }

    /** The action of a report that has no field for it. */
    static Action action(String subject, String text) {
        String both = (subject + "\n" + text).toLowerCase(Locale.ROOT);
        return DELAYED.matcher(both).find() ? Action.DELAYED : Action.FAILED;
    }
}
