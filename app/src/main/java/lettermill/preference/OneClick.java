package lettermill.preference;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Recognises the POST of RFC 8058 section 3.2: the one pair {@code List-Unsubscribe=One-Click}, form-encoded or as
 * multipart/form-data. Read by hand, because it is the only multipart this server takes and it is one line long.
 */
final class OneClick {
    private static final String NAME = "List-Unsubscribe";
    private static final String VALUE = "One-Click";
    /** Generous for one pair with its boundaries; nothing behind it is read. */
    private static final int LONGEST = 16 * 1024;

    private static final Pattern PART = Pattern.compile(
            "content-disposition:\\s*form-data;[^\\r\\n]*\\bname=\"?list-unsubscribe\"?[^\\r\\n]*\\r?\\n"
                    + "(?:[^\\r\\n]+\\r?\\n)*\\r?\\n\\s*one-click\\s*\\r?\\n?--");

    private OneClick() {}

    /** Whether the request asks to unsubscribe by one click. */
    static boolean asked(HttpServletRequest request) throws IOException {
        String type =
                request.getContentType() == null ? "" : request.getContentType().toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/")) {
            String body = new String(request.getInputStream().readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
            return PART.matcher(body.toLowerCase(Locale.ROOT)).find();
        }
        String value = request.getParameter(NAME);
        return value != null && value.strip().equalsIgnoreCase(VALUE);
    }
}
