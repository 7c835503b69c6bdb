package lettermill.lab.inbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request, read.
 *
 * @param path the segments of the path, decoded, without empty ones
 * @param query decoded parameters
 */
record HttpCall(String method, List<String> path, QueryParameters query, byte[] body) {
    private static final int MAX_BODY = 1_000_000;

    /** A request that cannot be understood; the message says what would be right. */
    static final class BadRequest extends RuntimeException {
        private final String field;

        BadRequest(String field, String message) {
            super(message);
            this.field = field;
        }

        String field() {
            return field;
        }
    }

    /** What is asked for is not there. */
    static final class NotFound extends RuntimeException {
        NotFound(String what) {
            super("there is no " + what);
        }
    }

    static HttpCall read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw new BadRequest("body", "at most " + MAX_BODY + " bytes");
        }
        List<String> path = List.of(exchange.getRequestURI().getRawPath().split("/")).stream()
                .filter(segment -> !segment.isEmpty())
                .map(HttpCall::decode)
                .toList();
        return new HttpCall(
                exchange.getRequestMethod(),
                path,
                QueryParameters.of(exchange.getRequestURI().getRawQuery()),
                body);
    }

    static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new BadRequest("url", "percent signs must be followed by two hexadecimal digits");
        }
    }
}
