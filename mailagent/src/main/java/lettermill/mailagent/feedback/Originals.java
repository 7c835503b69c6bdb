package lettermill.mailagent.feedback;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lettermill.wire.feedback.ReturnedMessage;
import org.jspecify.annotations.Nullable;

/** Finds the returned letter in a report: as a part of its own, or as text below the report. */
final class Originals {
    private static final Pattern FIRST_FIELD =
            Pattern.compile("(?im)^(?:return-path|received|message-id|dkim-signature)[ \\t]*:");
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,250}>");

    private Originals() {}

    static ReturnedMessage of(MailParts mail) {
        for (MailParts.Part part : mail.parts()) {
            if (part.isReturned()) {
                return of(Fields.ofHeader(part.text()));
            }
        }
        for (MailParts.Part part : mail.parts()) {
            Matcher start = FIRST_FIELD.matcher(part.text());
            if (part.isText() && start.find()) {
                return of(Fields.ofHeader(part.text().substring(start.start())));
            }
        }
        return ReturnedMessage.NOTHING;
    }

    private static ReturnedMessage of(Fields header) {
        List<String> recipients = Addresses.all(header.text("To"));
        return new ReturnedMessage(
                Addresses.first(header.text("Return-Path")), messageId(header.text("Message-ID")), recipients);
    }

    private static @Nullable String messageId(String field) {
        Matcher matcher = MESSAGE_ID.matcher(field);
        return matcher.find() ? matcher.group() : null;
    }
}
