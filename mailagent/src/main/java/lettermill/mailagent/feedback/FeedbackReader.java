package lettermill.mailagent.feedback;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import lettermill.wire.bounce.BounceReason;
import lettermill.wire.feedback.Feedback;
import lettermill.wire.feedback.Feedback.AutoReply;
import lettermill.wire.feedback.Feedback.DeliveryReport;
import lettermill.wire.feedback.Feedback.FeedbackReport;
import lettermill.wire.feedback.Feedback.Unrelated;
import lettermill.wire.feedback.RecipientReport;
import lettermill.wire.feedback.RecipientReport.Action;
import lettermill.wire.feedback.ReturnedMessage;
import org.jspecify.annotations.Nullable;

/** Tells reports, complaints and automatic answers apart and reads them. */
public final class FeedbackReader {

    private static final Pattern MAIL_SYSTEM = Pattern.compile(
            "(?i)mailer-?daemon|post_?master|mail delivery|mail deliver(?:y|er)? (?:sub)?system|mail administrator"
                    + "|system administrator|mailadmin|microsoft exchange|bounce|mail-?router|mailsystem|no-?reply@sns");

    private static final Pattern FAILURE_SUBJECT = Pattern.compile(
            "(?i)undeliver|not deliver|non-?deliver|returned (?:mail|e-?mail|to sender)|failure notice|mail failure"
                    + "|delivery (?:status|fail|report|problem|error|notif|incomplete|has failed|delayed)"
                    + "|could ?n[o']t be delivered|mail system error|message (?:status|delayed)|fail(?:ed|ure) (?:delivery|mail)"
                    + "|delivery was not|mail error|unzustellbar|nicht zustell|warning: (?:could not|message)|rejected (?:mail|message)"
                    + "|error sending|unable to deliver|unknown (?:user|recipient)|user unknown|bounce");

    private FeedbackReader() {}

    /** Reads any mail; what is broken is read as far as it goes. Never throws. */
    public static Feedback read(byte[] mail) {
        MailParts parts = MailParts.of(mail);
        ReturnedMessage original = Originals.of(parts);
        FeedbackReport complaint = FeedbackReports.read(parts, original);
        if (complaint != null) {
            return complaint;
        }
        WrittenReport written = WrittenReport.of(parts.text());
        List<RecipientReport> recipients = DeliveryStatus.read(parts, written);
        if (!recipients.isEmpty()) {
            return new DeliveryReport(recipients, original);
        }
        boolean fromMailSystem = isFromMailSystem(parts.header());
        String rule = AutoReplies.rule(parts.header());
        if (rule != null && !fromMailSystem) {
            return new AutoReply(rule);
        }
        if (!fromMailSystem) {
            return new Unrelated();
        }
        recipients = written(parts.header(), written);
        return recipients.isEmpty() ? attached(parts) : new DeliveryReport(recipients, original);
    }

    /** A report inside the report: gateways pass on a notification that came to them as an attachment. */
    private static Feedback attached(MailParts parts) {
        for (MailParts.Part part : parts.parts()) {
            if (part.isReturned()) {
                MailParts inner = MailParts.of(part.text().getBytes(StandardCharsets.UTF_8));
                List<RecipientReport> recipients = DeliveryStatus.read(inner, WrittenReport.of(inner.text()));
                if (!recipients.isEmpty()) {
                    return new DeliveryReport(recipients, Originals.of(inner));
                }
            }
        }
        return new Unrelated();
    }

    private static boolean isFromMailSystem(Fields header) {
        String from = header.text("From") + header.text("Sender");
        return header.has("X-Failed-Recipients")
                || MAIL_SYSTEM.matcher(MailParts.words(from)).find()
                || FAILURE_SUBJECT
                        .matcher(MailParts.words(header.text("Subject")))
                        .find();
    }

    private static List<RecipientReport> written(Fields header, WrittenReport written) {
        Action action = Judgement.action(MailParts.words(header.text("Subject")), written.text());
        Map<String, String> told = written.recipients();
        List<String> addresses = new ArrayList<>(Addresses.all(String.join(" ", header.all("X-Failed-Recipients"))));
        if (addresses.isEmpty()) {
            addresses.addAll(told.keySet());
        }
        List<RecipientReport> reports = new ArrayList<>();
        if (addresses.size() > 1) {
            for (String address : addresses) {
                reports.add(Judgement.of(address, action, null, written.about(address, null, false)));
            }
            return reports;
        }
        String only = addresses.isEmpty() ? someone(header, written.text()) : addresses.getFirst();
        RecipientReport report = Judgement.of(only, action, null, written.about(only, null, true));
        boolean says = only != null || report.verdict().reason() != BounceReason.UNKNOWN;
        return says ? List.of(report) : List.of();
    }

    /** The first address that is not the one the report came to. */
    private static @Nullable String someone(Fields header, String text) {
        List<String> ours = Addresses.all(header.text("To"));
        return Addresses.all(text).stream()
                .filter(address -> ours.stream().noneMatch(address::equalsIgnoreCase))
                .findFirst()
                .orElse(null);
    }
}
