package lettermill.bench.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads answers of HTTP/1.1 with a Content-Length or without a body, one behind the other. */
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

    /** @throws IOException if the answer is an error, chunked, or cut off */
    Connection read() throws IOException {
        String status = line();
        if (!status.matches("HTTP/1\\.1 [23]\\d\\d.*")) {
            throw new IOException("answered " + status);
        }
        int length = 0;
        Connection connection = Connection.STAYS;
        for (String field = line(); !field.isEmpty(); field = line()) {
            String lower = field.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            } else if (lower.startsWith("connection:") && lower.contains("close")) {
                connection = Connection.CLOSES;
            } else if (lower.startsWith("transfer-encoding:")) {
                throw new IOException("a chunked answer is not expected here");
            }
        }
        in.skipNBytes(length);
        return connection;
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
