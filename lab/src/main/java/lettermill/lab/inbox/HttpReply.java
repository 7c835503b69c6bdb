package lettermill.lab.inbox;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** A whole answer: status, media type, body. */
record HttpReply(int status, String contentType, byte[] body) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** A problem of RFC 9457; {@code field} names what was wrong, or is empty. */
    private record ProblemDetail(String type, String title, int status, String detail, String field) {}

    static HttpReply json(Object value) {
        return new HttpReply(200, "application/json", JSON.writeValueAsBytes(value));
    }

    static HttpReply html(int status, String page) {
        return new HttpReply(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    static HttpReply noContent() {
        return new HttpReply(204, "", new byte[0]);
    }

    static HttpReply problem(int status, String field, String detail) {
        String title = switch (status) {
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            default -> "Bad request";
        };
        byte[] body = JSON.writeValueAsBytes(new ProblemDetail("about:blank", title, status, detail, field));
        return new HttpReply(status, "application/problem+json", body);
    }
}
