package lettermill.bench.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads answers of HTTP/1.1, one behind the other. */
public final class HttpAnswers {
    private final InputStream in;

    /** What the server does behind an answer. */
    enum Connection {
        STAYS,
        CLOSES
    }

    HttpAnswers(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** @throws IOException if the answer is an error or cut off */
    Connection read() throws IOException {
        String status = line();
        if (!status.matches("HTTP/1\\.1 [23]\\d\\d.*")) {
            throw new IOException("answered " + status);
        }
        int length = 0;
        boolean chunked = false;
        Connection connection = Connection.STAYS;
        for (String field = line(); !field.isEmpty(); field = line()) {
            String lower = field.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            } else if (lower.startsWith("connection:") && lower.contains("close")) {
                connection = Connection.CLOSES;
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = true;
            }
        }
        if (chunked) {
            skipChunks();
        }
        in.skipNBytes(length);
        return connection;
    }

    /** RFC 9112 section 7.1, without trailers. */
    private void skipChunks() throws IOException {
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            in.skipNBytes(size);
            line();
        }
        line();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("connection closed within an answer");
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }
}
