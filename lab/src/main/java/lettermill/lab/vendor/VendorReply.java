package lettermill.lab.vendor;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a vendor answers. */
record VendorReply(int status, Map<String, String> headers, String body) {
    static VendorReply json(int status, JsonNode body) {
        return new VendorReply(status, Map.of("Content-Type", "application/json"), body.toString());
    }

    static VendorReply empty(int status) {
        return new VendorReply(status, Map.of(), "");
    }

    byte[] octets() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
