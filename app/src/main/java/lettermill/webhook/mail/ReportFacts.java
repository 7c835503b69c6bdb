package lettermill.webhook.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lettermill.audience.UnsubscribeSource;
import lettermill.ledger.BounceType;
import lettermill.ledger.EventType;
import lettermill.ledger.Located;
import lettermill.ledger.MailEvent;
import lettermill.wire.feedback.Feedback;
import lettermill.wire.feedback.Feedback.DeliveryReport;
import lettermill.wire.feedback.Feedback.FeedbackReport;
import lettermill.wire.feedback.RecipientReport;
import lettermill.wire.feedback.RecipientReport.Action;
import org.jspecify.annotations.Nullable;

/**
 * What a report means for the message that it is about. Keys name the message and the kind of fact, not the mail: a report that is
 * brought twice, or told by two servers, is one fact.
 */
final class ReportFacts {

    static final String SOURCE = "mail";

    private static final int LONGEST_DIAGNOSTIC = 600;

    private ReportFacts() {}

    /** No fact for automatic answers and for what is not understood. */
    static Optional<MailEvent> of(Located message, Feedback feedback, Instant now) {
        return switch (feedback) {
            case DeliveryReport report -> delivery(message, decisive(report.recipients()), now);
            case FeedbackReport report -> complaint(message, report.kind(), now);
            case Feedback.AutoReply reply -> Optional.empty();
            case Feedback.Unrelated unrelated -> Optional.empty();
        };
    }

    /** The same fact as a click on the letter's link, whichever comes first. */
    static MailEvent unsubscribe(Located message, Instant now) {
        return fact(
                message,
                EventType.UNSUBSCRIBE,
                "unsubscribe/" + message.message(),
                now,
                null,
                UnsubscribeSource.LINK.name());
    }

    /** A letter has one recipient; where a forwarding address has several, it is dead only if all of them are. */
    private static RecipientReport decisive(List<RecipientReport> recipients) {
        List<RecipientReport> failed = recipients.stream()
                .filter(each -> each.action() == Action.FAILED)
                .toList();
        return failed.stream()
                .filter(each -> !each.hard())
                .findFirst()
                .or(() -> failed.stream().findFirst())
                .or(() -> recipients.stream()
                        .filter(each -> each.action() == Action.DELAYED)
                        .findFirst())
                .orElseGet(recipients::getFirst);
    }

    private static Optional<MailEvent> delivery(Located message, RecipientReport report, Instant now) {
        String id = SOURCE + "/" + message.message();
        return switch (report.action()) {
            case DELIVERED -> Optional.of(fact(message, EventType.DELIVERY, id + "/delivery", now, null, SOURCE));
            case DELAYED ->
                Optional.of(fact(message, EventType.DELIVERY_DELAY, id + "/delay", now, failure(report, null), SOURCE));
            case FAILED -> {
                BounceType type = type(report);
                yield type == null
                        ? Optional.empty()
                        : Optional.of(fact(
                                message, EventType.BOUNCE, id + "/bounce/" + type, now, failure(report, type), SOURCE));
            }
        };
    }

    private static @Nullable BounceType type(RecipientReport report) {
        return switch (report.verdict().bounceClass()) {
            case HARD -> BounceType.HARD;
            case SOFT, MAILBOX_FULL -> BounceType.SOFT;
            case BLOCK, POLICY -> BounceType.BLOCK;
            case AUTO_REPLY -> null;
        };
    }

    private static MailEvent.Failure failure(RecipientReport report, @Nullable BounceType type) {
        String words = report.diagnostic();
        return new MailEvent.Failure(
                type,
                report.verdict().reason().name(),
                report.status(),
                words.length() > LONGEST_DIAGNOSTIC ? words.substring(0, LONGEST_DIAGNOSTIC) : words);
    }

    private static Optional<MailEvent> complaint(Located message, FeedbackReport.Kind kind, Instant now) {
        return switch (kind) {
            case ABUSE, FRAUD, VIRUS, OTHER ->
                Optional.of(fact(
                        message,
                        EventType.COMPLAINT,
                        SOURCE + "/" + message.message() + "/complaint",
                        now,
                        null,
                        SOURCE));
            case OPT_OUT -> Optional.of(unsubscribe(message, now));
            case NOT_SPAM, AUTH_FAILURE -> Optional.empty();
        };
    }

    private static MailEvent fact(
            Located message,
            EventType type,
            String key,
            Instant now,
            MailEvent.@Nullable Failure failure,
            String source) {
        return new MailEvent(
                message.workspace(), message.message(), message.campaign(), type, key, now, null, failure, source);
    }
}
