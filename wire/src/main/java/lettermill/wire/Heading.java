package lettermill.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The headers a person sees, and those that identify the letter (RFC 5322 section 3.6).
 *
 * @param subject one line of text without control characters; {@link HeaderText#oneLine} makes one
 * @param messageIdHeader value of the Message-ID header with its angle brackets, on the sending domain
 * @param extra further headers; none that MailAgent writes itself
 */
public record Heading(
        Mailbox from,
        @Nullable Mailbox replyTo,
        String subject,
        Instant date,
        String messageIdHeader,
        List<Header> extra) {
    public Heading {
        HeaderText.require("subject", subject);
        HeaderText.requireToken("messageIdHeader", messageIdHeader);
        InvalidFieldException.require(
                messageIdHeader.length() <= 255
                        && messageIdHeader.startsWith("<")
                        && messageIdHeader.endsWith(">")
                        && messageIdHeader.indexOf('@') > 1,
                "messageIdHeader",
                "must be <unique@domain> with at most 255 characters");
        extra = List.copyOf(extra);
    }
}
