package lettermill.mailagent.transport;

import java.util.List;
import lettermill.wire.Reply;
import org.jspecify.annotations.Nullable;

/**
 * A server's reply as it came (RFC 5321 section 4.2).
 *
 * @param lines the texts behind the code, made printable
 */
record SmtpReply(int code, List<String> lines) {
    private static final int LONGEST_TEXT = 500;

    boolean isPositive() {
        return code >= 200 && code < 300;
    }

    /** The server is ending the connection (section 3.8). */
    boolean isClosing() {
        return code == 421;
    }

    /** The form that leaves this package: enhanced status apart, lines joined, at most 500 characters. */
    Reply toReply() {
        String enhanced = enhancedStatus(lines.getFirst());
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            String words = enhanced != null && line.startsWith(enhanced) ? line.substring(enhanced.length()) : line;
            if (!words.isBlank()) {
                text.append(text.isEmpty() ? "" : " ").append(words.strip());
            }
        }
        return new Reply(
                code, enhanced, text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text.toString());
    }

    /** {@code class.subject.detail} of RFC 3463 at the start of a line, if its class agrees with the code. */
    private @Nullable String enhancedStatus(String line) {
        int end = line.indexOf(' ') < 0 ? line.length() : line.indexOf(' ');
        String[] parts = line.substring(0, end).split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(Integer.toString(code / 100))) {
            return null;
        }
        return isNumber(parts[1]) && isNumber(parts[2]) ? line.substring(0, end) : null;
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
