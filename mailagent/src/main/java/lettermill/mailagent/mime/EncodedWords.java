package lettermill.mailagent.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** RFC 2047: text that is not ASCII, as words of at most 75 ASCII characters that each hold whole characters. */
final class EncodedWords {
    private static final int LONGEST_WORD = 75;
    private static final String PREFIX = "=?utf-8?";
    private static final String HEX = "0123456789ABCDEF";

    private EncodedWords() {}

    /** Whether a header must encode this text: non-ASCII, or ASCII that a reader would take for an encoded word. */
    static boolean isNeeded(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7F) {
                return true;
            }
        }
        return text.contains("=?");
    }

    /**
     * Encodes text as words to be joined by folded spaces, which readers drop between encoded words (section 6.2).
     *
     * @param room characters left on the first line
     */
    static List<String> encode(String text, int room) {
        boolean base64 = isBase64Shorter(text);
        List<String> words = new ArrayList<>();
        StringBuilder chunk = new StringBuilder();
        int size = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            int bytes = utf8Length(codePoint);
            int limit =
                    Math.min(LONGEST_WORD, words.isEmpty() ? Math.max(room, 24) : LONGEST_WORD) - PREFIX.length() - 4;
            int cost = base64 ? bytes : isPlain(codePoint) ? 1 : 3 * bytes;
            if (!chunk.isEmpty() && (base64 ? (size + cost + 2) / 3 * 4 : size + cost) > limit) {
                words.add(word(chunk.toString(), base64));
                chunk.setLength(0);
                size = 0;
            }
            chunk.appendCodePoint(codePoint);
            size += cost;
            i += Character.charCount(codePoint);
        }
        if (!chunk.isEmpty()) {
            words.add(word(chunk.toString(), base64));
        }
        return words;
    }

    private static String word(String text, boolean base64) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (base64) {
            return PREFIX + "B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
        }
        StringBuilder word = new StringBuilder(PREFIX).append("Q?");
        for (byte octet : bytes) {
            if (octet == ' ') {
                word.append('_');
            } else if (isPlain(octet)) {
                word.append((char) octet);
            } else {
                word.append('=').append(HEX.charAt((octet >> 4) & 0xF)).append(HEX.charAt(octet & 0xF));
            }
        }
        return word.append("?=").toString();
    }

    private static boolean isBase64Shorter(String text) {
        int quoted = 0;
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            int length = utf8Length(codePoint);
            bytes += length;
            quoted += isPlain(codePoint) ? 1 : 3 * length;
            i += Character.charCount(codePoint);
        }
        return quoted > bytes * 4 / 3;
    }

    /** The narrow set of section 5 (3), fit for display names as well; the space becomes an underscore. */
    private static boolean isPlain(int c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == ' '
                || c == '!'
                || c == '*'
                || c == '+'
                || c == '-'
                || c == '/';
    }

    /** A lone surrogate is written as a question mark, one byte. */
    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80 || (codePoint >= 0xD800 && codePoint < 0xE000)) {
            return 1;
        }
        return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }
}
