package lettermill.mailagent.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import lettermill.mailagent.mime.OctetBuffer;

/** The end of the content in SMTP, and what keeps content from looking like it (RFC 5321 section 4.5.2). */
final class DotStuffing {
    private static final byte[] END = {'.', '\r', '\n'};
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long DOTS = '.' * ONES;

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
        for (int i = nextDot(octets, 0, length); i < length; i = nextDot(octets, i + 1, length)) {
            if (isAtLineStart(octets, i)) {
                dots++;
            }
        }
        return dots;
    }

    /** Eight octets at a time: less the dots, those with a zero among them (every letter is looked through from end to end). */
    private static int nextDot(byte[] octets, int from, int to) {
        int i = from;
        while (i + Long.BYTES <= to) {
            long others = (long) EIGHT.get(octets, i) ^ DOTS;
            if (((others - ONES) & ~others & ONES << 7) != 0) {
                break;
            }
            i += Long.BYTES;
        }
        while (i < to && octets[i] != '.') {
            i++;
        }
        return i;
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
