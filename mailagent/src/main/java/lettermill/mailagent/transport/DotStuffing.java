package lettermill.mailagent.transport;

import lettermill.mailagent.mime.OctetBuffer;

/** The end of the content in SMTP, and what keeps content from looking like it (RFC 5321 section 4.5.2). */
final class DotStuffing {
    private static final byte[] END = {'.', '\r', '\n'};

    private DotStuffing() {}

    /**
     * Doubles the dot at the start of each line and appends the final one. A dot behind a lone CR or LF is doubled as well:
     * some servers take these for line ends, and a second message could be smuggled in behind (CVE-2023-51764).
     *
     * @param content ends in CRLF, or is empty
     */
    static void finish(OctetBuffer content) {
        int dots = countLeadingDots(content.array(), content.length());
        if (dots > 0) {
            stuff(content, dots);
        }
        content.append(END, 0, END.length);
    }

    private static int countLeadingDots(byte[] octets, int length) {
        int dots = 0;
        for (int i = 0; i < length; i++) {
            if (octets[i] == '.' && isAtLineStart(octets, i)) {
                dots++;
            }
        }
        return dots;
    }

    /** From the end, so that every byte moves once. */
    private static void stuff(OctetBuffer content, int dots) {
        content.reserve(dots);
        byte[] octets = content.array();
        int to = content.length() + dots;
        for (int from = content.length() - 1; from >= 0; from--) {
            octets[--to] = octets[from];
            if (octets[from] == '.' && isAtLineStart(octets, from)) {
                octets[--to] = '.';
            }
        }
        content.setLength(content.length() + dots);
    }

    private static boolean isAtLineStart(byte[] octets, int at) {
        return at == 0 || octets[at - 1] == '\n' || octets[at - 1] == '\r';
    }
}
