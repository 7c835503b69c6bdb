package lettermill.notification.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an answer of HTTP/1.1 as far as it matters: the status, when to come again, and how the body begins. */
final class ResponseReader {

    /** Octets of the body that are kept for people. */
    private static final int SHOWN = 1_000;
    /** Octets of status lines and headers, interim answers included. */
    private static final int LONGEST_HEAD = 32_768;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");

    private final InputStream in;
    private final Instant now;
    private int head;

    ResponseReader(InputStream in, Instant now) {
        this.in = in;
        this.now = now;
    }

    /** @throws IOException when it breaks off before its headers end, or is no HTTP */
    Answer read() throws IOException {
        int status;
        Map<String, String> headers;
        do {
            Matcher line = STATUS.matcher(line());
            if (!line.matches()) {
                throw new IOException("the answer is no HTTP");
            }
            status = Integer.parseInt(line.group(1));
            headers = headers();
        } while (status / 100 == 1);
        return new Answer(status, body(headers), retryAfter(headers.get("retry-after")));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("the connection was closed before an answer");
            }
            if (++head > LONGEST_HEAD) {
                throw new IOException("the headers of the answer have no end");
            }
            line.append((char) octet);
        }
        return line.toString().stripTrailing();
    }

    /** What of the body comes; the status counts, however the body ends. */
    private String body(Map<String, String> headers) {
        byte[] octets = new byte[SHOWN];
        int length = 0;
        try {
            boolean chunked = headers.getOrDefault("transfer-encoding", "")
                    .toLowerCase(Locale.ROOT)
                    .endsWith("chunked");
            if (chunked) {
                length = chunks(octets);
            } else {
                length = in.readNBytes(octets, 0, (int) Math.min(SHOWN, announced(headers.get("content-length"))));
            }
        } catch (IOException brokenOff) {
            return text(octets, length) + " (broken off)";
        }
        return text(octets, length);
    }

    private static long announced(@Nullable String length) {
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : Long.MAX_VALUE;
    }

    private int chunks(byte[] octets) throws IOException {
        int length = 0;
        while (length < octets.length) {
            String size = line().replaceFirst("[;\\s].*", "");
            if (!size.matches("0*[0-9a-fA-F]{1,7}")) {
                throw new IOException("no chunk");
            }
            int chunk = Integer.parseInt(size, 16);
            if (chunk == 0) {
                return length;
            }
            length += in.readNBytes(octets, length, Math.min(chunk, octets.length - length));
            if (length < octets.length) {
                line();
            }
        }
        return length;
    }

    /** PostgreSQL keeps no zero octet. */
    private static String text(byte[] octets, int length) {
        return new String(octets, 0, length, StandardCharsets.UTF_8).replace('\0', ' ');
    }

    private @Nullable Duration retryAfter(@Nullable String value) {
        if (value == null) {
            return null;
        }
        if (value.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Duration wait = Duration.between(
                    now,
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException nonsense) {
            return null;
        }
    }
}
