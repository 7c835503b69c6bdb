package lettermill.mailagent.mime;

/** Writes a text body so that every server carries it unchanged: as it is where it may be, else quoted-printable. */
final class BodyEncoding {

    /** RFC 5322 section 2.1.1, without the CRLF. */
    private static final int LONGEST_LINE = 998;

    /** RFC 2045 section 6.7 rule 5: 76 characters with the soft break's {@code =}. */
    private static final int QUOTED_LINE = 75;

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};
    private static final boolean[] LITERAL = literals();

    private BodyEncoding() {}

    /** Space, tab and visible ASCII but {@code =} stand for themselves (rules 2 and 3). */
    private static boolean[] literals() {
        boolean[] literal = new boolean[256];
        for (int c = ' '; c <= '~'; c++) {
            literal[c] = c != '=';
        }
        literal['\t'] = true;
        return literal;
    }

    /**
     * Appends the body with CRLF line ends, as 7bit. What can be asked of the String is asked there: the JDK searches one many
     * bytes at a time.
     *
     * @param utf8 the same body
     * @return false, with nothing appended, if the body has a character or a line that 7bit does not allow
     */
    static boolean appendSevenBit(String body, byte[] utf8, OctetBuffer out) {
        // No character beyond ASCII becomes a single byte but a lone surrogate, which becomes a question mark.
        boolean ascii = utf8.length == body.length();
        if (!ascii || body.indexOf('\0') >= 0) {
            return false;
        }
        int start = out.length();
        out.reserve(utf8.length + utf8.length / 16 + 2);
        int feed = next(body, '\n', 0);
        int carriageReturn = next(body, '\r', 0);
        for (int line = 0; line < utf8.length; ) {
            feed = feed < line ? next(body, '\n', line) : feed;
            carriageReturn = carriageReturn < line ? next(body, '\r', line) : carriageReturn;
            int end = Math.min(feed, carriageReturn);
            if (end - line > LONGEST_LINE || startsWithFrom(utf8, line, end)) {
                out.setLength(start);
                return false;
            }
            out.append(utf8, line, end).crlf();
            line = end == utf8.length ? end : endOfBreak(utf8, end) + 1;
        }
        return true;
    }

    /** Where the character stands next; the end of the body where it does not. */
    private static int next(String body, char wanted, int from) {
        int at = body.indexOf(wanted, from);
        return at < 0 ? body.length() : at;
    }

    /** Appends the body as quoted-printable; the last line always ends in CRLF. */
    static void appendQuotedPrintable(byte[] body, OctetBuffer out) {
        int column = 0;
        int i = 0;
        while (i < body.length) {
            out.reserve(2 * QUOTED_LINE);
            byte octet = body[i];
            if (octet == '\r' || octet == '\n') {
                endLine(out, column);
                column = 0;
                i = endOfBreak(body, i) + 1;
                continue;
            }
            boolean literal = LITERAL[octet & 0xFF] && !(column == 0 && isMangledAtLineStart(body, i));
            if (column + (literal ? 1 : 3) > QUOTED_LINE) {
                out.append((byte) '=').crlf();
                column = 0;
                continue;
            }
            if (literal) {
                int run = endOfRun(body, i, Math.min(body.length, i + QUOTED_LINE - column));
                out.append(body, i, run);
                column += run - i;
                i = run;
            } else {
                appendEscape(octet, out);
                column += 3;
                i++;
            }
        }
        if (column > 0) {
            endLine(out, column);
        }
    }

    private static int endOfRun(byte[] body, int from, int limit) {
        int i = from + 1;
        while (i < limit && LITERAL[body[i] & 0xFF]) {
            i++;
        }
        return i;
    }

    /** White space at the end of a line would be lost on the way (rule 3). */
    private static void endLine(OctetBuffer out, int column) {
        byte last = column > 0 ? out.array()[out.length() - 1] : 0;
        if (last == ' ' || last == '\t') {
            out.setLength(out.length() - 1);
            if (column + 2 > QUOTED_LINE + 1) {
                out.append((byte) '=').crlf();
            }
            appendEscape(last, out);
        }
        out.crlf();
    }

    private static void appendEscape(byte octet, OctetBuffer out) {
        out.append((byte) '=').append(HEX[(octet >> 4) & 0xF]).append(HEX[octet & 0xF]);
    }

    /** A leading dot needs stuffing in SMTP, and {@code From } is changed by mailbox files: escaped, neither can go wrong. */
    private static boolean isMangledAtLineStart(byte[] body, int i) {
        return body[i] == '.' || startsWithFrom(body, i, body.length);
    }

    /** A line {@code From ...} may get a > before it in mailbox files, which breaks the signature. */
    private static boolean startsWithFrom(byte[] body, int from, int to) {
        return to - from >= 5
                && body[from] == 'F'
                && body[from + 1] == 'r'
                && body[from + 2] == 'o'
                && body[from + 3] == 'm'
                && body[from + 4] == ' ';
    }

    /** CRLF, a lone LF and a lone CR are one line break each. */
    private static int endOfBreak(byte[] body, int at) {
        return body[at] == '\r' && at + 1 < body.length && body[at + 1] == '\n' ? at + 1 : at;
    }
}
