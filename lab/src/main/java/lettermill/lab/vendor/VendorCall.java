package lettermill.lab.vendor;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request to a vendor, read. */
record VendorCall(String method, String path, HttpExchange exchange, byte[] body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static VendorCall read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        return new VendorCall(
                exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), exchange, body);
    }

    boolean is(String wantedMethod, String wantedPath) {
        return method.equals(wantedMethod) && path.equals(wantedPath);
    }

    /** A header's value; empty when it is not there. */
    String header(String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** The body as JSON; empty when it is none. */
    Optional<JsonNode> json() {
        try {
            return Optional.ofNullable(JSON.readTree(body)).filter(node -> !node.isMissingNode());
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
