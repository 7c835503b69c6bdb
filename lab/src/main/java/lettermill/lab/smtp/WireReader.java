package lettermill.lab.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a connection's byte stream into command lines and message contents without copying the contents.
 * Replies are flushed only when there is nothing left to read, which is what makes pipelining pay (RFC 2920 section 3.2).
 */
final class WireReader {
    /** RFC 5321 section 4.5.3.1.4 asks for 512, extensions add to it; longer lines are no SMTP. */
    static final int MAX_LINE = 4096;

    private final InputStream in;
    private final OutputStream replies;
    private final int maxContent;
    private byte[] buffer = new byte[128 * 1024];
    private int position;
    private int limit;

    WireReader(InputStream in, OutputStream replies, int maxContent) {
        this.in = in;
        this.replies = replies;
        this.maxContent = maxContent;
    }

    /**
     * The next command line without its CRLF; null when the client has gone.
     *
     * @throws ProtocolException for a line that is too long or ends with a bare LF (the door of SMTP smuggling)
     */
    @Nullable
    String line() throws IOException {
        int scanned = position;
        while (true) {
            for (; scanned < limit; scanned++) {
                if (buffer[scanned] == '\n') {
                    return takeLine(scanned);
                }
            }
            refuseLongLine(limit);
            int before = position;
            if (!fill()) {
                return null;
            }
            scanned -= before - position;
        }
    }

    private void refuseLongLine(int end) throws ProtocolException {
        if (end - position > MAX_LINE) {
            throw new ProtocolException("line longer than " + MAX_LINE + " bytes");
        }
    }

    private String takeLine(int newline) throws ProtocolException {
        refuseLongLine(newline);
        if (newline == position || buffer[newline - 1] != '\r') {
            throw new ProtocolException("lines end with CRLF, not with a bare LF");
        }
        String line = new String(buffer, position, newline - 1 - position, StandardCharsets.UTF_8);
        position = newline + 1;
        return line;
    }

    /**
     * Everything up to the final dot.
     *
     * @return null when the client has gone before it
     * @throws ContentTooLarge when the content was longer than the limit and has been read over
     */
    @Nullable
    ReceivedContent content() throws IOException {
        boolean tooLarge = false;
        int scanned = position;
        while (true) {
            if (!tooLarge && startsWithDotLine()) {
                position += 3;
                return new ReceivedContent(buffer, position, position);
            }
            int end = endOfContent(buffer, scanned, limit);
            if (end >= 0) {
                int start = position;
                position = end;
                if (tooLarge) {
                    throw new ContentTooLarge();
                }
                return new ReceivedContent(buffer, start, end - 3);
            }
            if (limit - position > maxContent) {
                tooLarge = true;
                position = limit - 4;
            }
            scanned = Math.max(position, limit - 4);
            int before = position;
            if (!fill()) {
                return null;
            }
            scanned -= before - position;
        }
    }

    private boolean startsWithDotLine() {
        return limit - position >= 3
                && buffer[position] == '.'
                && buffer[position + 1] == '\r'
                && buffer[position + 2] == '\n';
    }

    /** Index behind CRLF.CRLF, or -1. Horspool's search: looks at about every fifth byte. */
    private static int endOfContent(byte[] bytes, int from, int to) {
        int i = from + 4;
        while (i < to) {
            switch (bytes[i]) {
                case '\n' -> {
                    if (bytes[i - 1] == '\r' && bytes[i - 2] == '.' && bytes[i - 3] == '\n' && bytes[i - 4] == '\r') {
                        return i + 1;
                    }
                    i += 3;
                }
                case '\r' -> i += 1;
                case '.' -> i += 2;
                default -> i += 5;
            }
        }
        return -1;
    }

    /** Reads at least one byte more, behind flushed replies; false at the end of the stream. */
    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = 0;
        } else if (limit == buffer.length) {
            if (position > buffer.length / 2) {
                System.arraycopy(buffer, position, buffer, 0, limit - position);
                limit -= position;
                position = 0;
            } else {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
        }
        if (in.available() == 0) {
            replies.flush();
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            return false;
        }
        limit += count;
        return true;
    }

    /** The client speaks no SMTP; the connection ends. */
    static final class ProtocolException extends IOException {
        ProtocolException(String message) {
            super(message);
        }
    }

    /** The content was longer than the limit and has been read over. */
    static final class ContentTooLarge extends IOException {
        ContentTooLarge() {
            super("message too large");
        }
    }
}
