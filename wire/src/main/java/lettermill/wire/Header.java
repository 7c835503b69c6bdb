package lettermill.wire;

import java.util.Locale;
import java.util.Set;

/** One more header field, for example {@code X-Campaign: 17}. The value is plain text; MailAgent encodes and folds it. */
public record Header(String name, String value) {

    /** The fields that MailAgent, or a server on the way, writes: a second one would contradict it. */
    private static final Set<String> RESERVED = Set.of(
            "from",
            "to",
            "cc",
            "bcc",
            "sender",
            "reply-to",
            "subject",
            "date",
            "message-id",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "list-unsubscribe",
            "list-unsubscribe-post",
            "list-id",
            "feedback-id",
            "dkim-signature",
            "return-path",
            "received",
            "resent-from",
            "resent-to",
            "resent-date");

    public Header {
        InvalidFieldException.require(
                !name.isEmpty() && name.length() <= 76 && name.chars().allMatch(c -> c > 32 && c < 127 && c != ':'),
                "extra.name",
                "must be 1 to 76 printable ASCII characters without space and colon");
        InvalidFieldException.require(
                !RESERVED.contains(name.toLowerCase(Locale.ROOT)), "extra.name", name + " is written by MailAgent");
        HeaderText.require("extra.value", value);
    }
}
