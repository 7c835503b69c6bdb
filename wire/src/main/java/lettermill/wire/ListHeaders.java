package lettermill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What mail to many carries besides (RFC 2369, 2919, 8058, and Gmail's Feedback-ID).
 *
 * @param listId {@code name.lists.example.org}, without angle brackets
 * @param unsubscribeUrl the https address of List-Unsubscribe (http only in tests and demo)
 * @param unsubscribeAddress a mail address that unsubscribes whoever the letter went to, beside the URL; null for none
 * @param unsubscribe what a POST to that address does
 * @param feedbackId {@code a:b:c:sender} as Gmail's postmaster pages define it
 */
public record ListHeaders(
        String listId,
        String unsubscribeUrl,
        @Nullable String unsubscribeAddress,
        Unsubscribe unsubscribe,
        @Nullable String feedbackId) {

    /** Whether the letter promises RFC 8058's one-click unsubscribing, or only a page. */
    public enum Unsubscribe {
        ONE_CLICK,
        PAGE
    }

    public ListHeaders {
        HeaderText.requireToken("listId", listId);
        HeaderText.requireToken("unsubscribeUrl", unsubscribeUrl);
        InvalidFieldException.require(
                unsubscribeUrl.startsWith("https://") || unsubscribeUrl.startsWith("http://"),
                "unsubscribeUrl",
                "must be an https address");
        if (unsubscribeAddress != null) {
            Mailbox.requireAddress("unsubscribeAddress", unsubscribeAddress);
        }
        if (feedbackId != null) {
            HeaderText.requireToken("feedbackId", feedbackId);
        }
    }

    /** Where only the URL unsubscribes. */
    public ListHeaders(String listId, String unsubscribeUrl, Unsubscribe unsubscribe, @Nullable String feedbackId) {
        this(listId, unsubscribeUrl, null, unsubscribe, feedbackId);
    }

    /** List-Unsubscribe (RFC 2369), to be folded between its parts: the URL first, which RFC 8058 needs. */
    public List<String> unsubscribeParts() {
        String url = "<" + unsubscribeUrl + ">";
        return unsubscribeAddress == null
                ? List.of(url)
                : List.of(url + ",", "<mailto:" + unsubscribeAddress.replace("+", "%2B") + "?subject=unsubscribe>");
    }
}
