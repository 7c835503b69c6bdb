package lettermill.mailagent.vendor;

import java.util.LinkedHashMap;
import java.util.Map;
import lettermill.wire.Header;
import lettermill.wire.Letter;
import lettermill.wire.ListHeaders;

/** The headers that a vendor which writes the MIME itself has to be told: all but those it makes from its own fields. */
final class LetterHeaders {
    private LetterHeaders() {}

    static Map<String, String> of(Letter letter) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Message-ID", letter.heading().messageIdHeader());
        ListHeaders list = letter.list();
        if (list != null) {
            headers.put("List-Unsubscribe", String.join(" ", list.unsubscribeParts()));
            if (list.unsubscribe() == ListHeaders.Unsubscribe.ONE_CLICK) {
                headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
            headers.put("List-ID", "<" + list.listId() + ">");
            if (list.feedbackId() != null) {
                headers.put("Feedback-ID", list.feedbackId());
            }
        }
        for (Header extra : letter.heading().extra()) {
            headers.put(extra.name(), extra.value());
        }
        return headers;
    }
}
