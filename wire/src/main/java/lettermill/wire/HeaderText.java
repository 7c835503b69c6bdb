package lettermill.wire;

/** Text that goes into a header: one line, no control characters, so that no value can start a header of its own. */
public final class HeaderText {

    private HeaderText() {}

    /** Makes any text fit for a header: each run of line breaks and control characters becomes one space; ends trimmed. */
    public static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c)) {
                gap = true;
                continue;
            }
            if (gap && !line.isEmpty() && line.charAt(line.length() - 1) != ' ' && c != ' ') {
                line.append(' ');
            }
            gap = false;
            line.append(c);
        }
        return line.toString().strip();
    }

    static void require(String field, String value) {
        for (int i = 0; i < value.length(); i++) {
            if (isControl(value.charAt(i))) {
                throw new InvalidFieldException(
                        field, "has the control character U+%04X at %d".formatted((int) value.charAt(i), i));
            }
        }
    }

    /** Visible ASCII only: identifiers and addresses of the web, which are written as they stand. */
    static void requireToken(String field, String value) {
        InvalidFieldException.require(
                !value.isEmpty() && value.length() <= 900 && isVisibleAscii(value),
                field,
                "must be 1 to 900 visible ASCII characters");
    }

    /** A loop and no stream, as are those beside it: every letter's every header comes through here. */
    private static boolean isVisibleAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** C0, DEL, C1, and the two Unicode line separators, which some readers take for a line end. */
    private static boolean isControl(char c) {
        return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
    }
}
