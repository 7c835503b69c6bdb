package lettermill.mailagent.feedback;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lettermill.wire.feedback.Feedback.FeedbackReport;
import lettermill.wire.feedback.Feedback.FeedbackReport.Kind;
import lettermill.wire.feedback.ReturnedMessage;
import org.jspecify.annotations.Nullable;

/** RFC 5965, and the forms of Microsoft's JMRP and of Amazon SES' notices by mail, which have no report part. */
final class FeedbackReports {
    private static final Pattern TYPE = Pattern.compile("(?im)^feedback-type[ \\t]*:[ \\t]*\\S");
    private static final Pattern MICROSOFT = Pattern.compile("(?i)\\bstaff@hotmail\\.com");
    private static final Pattern MICROSOFT_SUBJECT = Pattern.compile("(?i)^\\s*complaint about message from");

    /** SNS folds a line that is too long by an exclamation mark. */
    private static final Pattern FOLDED = Pattern.compile("!\\R ");

    private static final Pattern AMAZON_TYPE = Pattern.compile("\"complaintFeedbackType\":\"([^\"]{1,40})\"");
    private static final Pattern AMAZON_RECIPIENTS = Pattern.compile("\"complainedRecipients\":\\[([^\\]]{1,20000})]");

    private FeedbackReports() {}

    /** Null for any other mail. */
    static @Nullable FeedbackReport read(MailParts mail, ReturnedMessage original) {
        for (MailParts.Part part : mail.parts()) {
            boolean report = part.type().equals("message/feedback-report");
            if (report || (part.isText() && TYPE.matcher(part.text()).find())) {
                for (Fields fields : Fields.groups(part.text())) {
                    if (report || fields.has("Feedback-Type")) {
                        return new FeedbackReport(kind(fields.text("Feedback-Type")), recipients(fields), original);
                    }
                }
            }
        }
        FeedbackReport amazon = amazon(mail.text(), original);
        if (amazon != null) {
            return amazon;
        }
        Fields header = mail.header();
        if (MICROSOFT.matcher(header.text("From")).find()
                && MICROSOFT_SUBJECT.matcher(header.text("Subject")).find()) {
            return new FeedbackReport(Kind.ABUSE, microsoft(mail), original);
        }
        return null;
    }

    private static @Nullable FeedbackReport amazon(String text, ReturnedMessage original) {
        String unfolded = FOLDED.matcher(text).replaceAll("");
        if (!unfolded.stripLeading().startsWith("{\"notificationType\":\"Complaint\"")) {
            return null;
        }
        Matcher type = AMAZON_TYPE.matcher(unfolded);
        Matcher recipients = AMAZON_RECIPIENTS.matcher(unfolded);
        return new FeedbackReport(
                type.find() ? kind(type.group(1)) : Kind.ABUSE,
                recipients.find() ? Addresses.all(recipients.group(1)) : List.of(),
                original);
    }

    private static List<String> microsoft(MailParts mail) {
        return mail.parts().stream()
                .filter(MailParts.Part::isReturned)
                .map(part -> Fields.ofHeader(part.text()).text("X-HmXmrOriginalRecipient"))
                .flatMap(value -> Addresses.all(value).stream())
                .toList();
    }

    private static List<String> recipients(Fields fields) {
        List<String> found = new ArrayList<>();
        for (String name : new String[] {"Original-Rcpt-To", "Redacted-Address", "Removal-Recipient"}) {
            if (found.isEmpty()) {
                fields.all(name).forEach(value -> found.addAll(Addresses.all(value)));
            }
        }
        return found;
    }

    private static Kind kind(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "abuse" -> Kind.ABUSE;
            case "fraud" -> Kind.FRAUD;
            case "virus" -> Kind.VIRUS;
            case "not-spam" -> Kind.NOT_SPAM;
            case "auth-failure" -> Kind.AUTH_FAILURE;
            case "opt-out", "opt-out-list" -> Kind.OPT_OUT;
            default -> Kind.OTHER;
        };
    }
}
