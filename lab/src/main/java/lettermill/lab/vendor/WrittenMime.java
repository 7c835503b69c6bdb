package lettermill.lab.vendor;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The MIME that a vendor writes from the fields of its API. */
final class WrittenMime {
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder();
    private static final String BOUNDARY = "=_vendor";

    private WrittenMime() {}

    /**
     * Writes a message.
     *
     * @param fields headers; Subject is encoded here, addresses are written as they stand
     * @param text empty for none
     * @param html empty for none
     */
    static byte[] of(Map<String, String> fields, String text, String html) {
        StringBuilder mime = new StringBuilder(1_000 + text.length() + html.length() * 2);
        fields.forEach((name, value) -> mime.append(name)
                .append(": ")
                .append(name.equals("Subject") ? word(value) : value)
                .append("\r\n"));
        mime.append("MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"")
                .append(BOUNDARY)
                .append("\"\r\n\r\n");
        append(mime, "text/plain", text);
        append(mime, "text/html", html);
        return mime.append("--").append(BOUNDARY).append("--\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder mime, String type, String content) {
        if (!content.isEmpty()) {
            mime.append("--").append(BOUNDARY).append("\r\nContent-Type: ").append(type);
            mime.append("; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
            mime.append(BASE64.encodeToString(content.getBytes(StandardCharsets.UTF_8)))
                    .append("\r\n");
        }
    }

    /** An encoded word of RFC 2047 where the text is more than plain ASCII. */
    static String word(String text) {
        boolean plain = text.chars().allMatch(c -> c >= 32 && c < 127 && "\",<>@()".indexOf(c) < 0);
        return plain
                ? text
                : "=?utf-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
