package lettermill.mailagent.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads replies from a server that may send anything: lines and replies are bounded, and nothing unprintable gets through. */
final class ReplyReader {
    /** RFC 5321 section 4.5.3.1.5 says 512; servers in the field send more. */
    private static final int LONGEST_LINE = 4096;

    private static final int MOST_LINES = 128;

    private final InputStream in;
    private final byte[] buffer = new byte[LONGEST_LINE];
    private int position;
    private int limit;

    ReplyReader(InputStream in) {
        this.in = in;
    }

    /** Whether the server has sent more than was asked for. */
    boolean hasBuffered() {
        return position < limit;
    }

    SmtpReply read() throws IOException {
        String line = readLine();
        int code = code(line);
        if (isLast(line)) {
            return new SmtpReply(code, List.of(text(line)));
        }
        List<String> lines = new ArrayList<>();
        lines.add(text(line));
        do {
            line = readLine();
            if (code(line) != code || lines.size() == MOST_LINES) {
                throw new ProtocolException("the reply to one command has several codes, or no end");
            }
            lines.add(text(line));
        } while (!isLast(line));
        return new SmtpReply(code, lines);
    }

    private static boolean isLast(String line) {
        return line.length() == 3 || line.charAt(3) != '-';
    }

    private static String text(String line) {
        return line.length() <= 4 ? "" : line.substring(4);
    }

    private static int code(String line) throws ProtocolException {
        if (line.length() >= 3 && (line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '-')) {
            int code = 0;
            for (int i = 0; i < 3; i++) {
                int digit = line.charAt(i) - '0';
                code = digit < 0 || digit > 9 ? -1000 : code * 10 + digit;
            }
            if (code >= 200 && code < 600) {
                return code;
            }
        }
        throw new ProtocolException("not an SMTP reply: " + line.substring(0, Math.min(line.length(), 80)));
    }

    private String readLine() throws IOException {
        int scanned = position;
        while (true) {
            for (; scanned < limit; scanned++) {
                if (buffer[scanned] == '\n') {
                    int end = scanned > position && buffer[scanned - 1] == '\r' ? scanned - 1 : scanned;
                    String line = printable(end);
                    position = scanned + 1;
                    return line;
                }
            }
            scanned -= fill();
        }
    }

    /** Moves what is unread to the front and reads more; answers by how much it moved. */
    private int fill() throws IOException {
        int moved = position;
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        if (limit == buffer.length) {
            throw new ProtocolException("the server's line has no end");
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        limit += count;
        return moved;
    }

    private String printable(int end) {
        for (int i = position; i < end; i++) {
            if (buffer[i] < ' ' || buffer[i] == 0x7F) {
                buffer[i] = (byte) (buffer[i] == '\t' ? ' ' : '?');
            }
        }
        return new String(buffer, position, end - position, StandardCharsets.ISO_8859_1);
    }
}
