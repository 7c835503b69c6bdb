package lettermill.lab.vendor;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Postmark's API as far as it sends: email/batch and server (Postmark, "Email API", "API error codes"). */
final class PostmarkApi implements VendorApi {
    private static final int MOST = 500;
    private static final int LONGEST_METADATA_NAME = 20;
    private static final int LONGEST_METADATA_VALUE = 80;

    private final String token;

    PostmarkApi(String token) {
        this.token = token;
    }

    @Override
    public VendorReply answer(VendorCall call, VendorDesk desk) {
        if (!call.header("X-Postmark-Server-Token").equals(token)) {
            return error(
                    401,
                    10,
                    "The Server Token you provided in the X-Postmark-Server-Token request header was invalid.");
        }
        if (call.is("GET", "/server")) {
            return VendorReply.json(
                    200, object().put("ID", 1).put("Name", "Lab").put("DeliveryType", "Live"));
        }
        if (!call.is("POST", "/email/batch")) {
            return error(404, 0, "There is nothing at " + call.path());
        }
        JsonNode batch = call.json().orElse(MissingNode.getInstance());
        if (!batch.isArray()) {
            return error(422, 402, "Invalid JSON");
        }
        if (batch.size() > MOST) {
            return error(422, 410, "You may only send up to 500 messages in a batch.");
        }
        ArrayNode answers = JsonNodeFactory.instance.arrayNode();
        batch.forEach(mail -> answers.add(send(mail, desk)));
        return VendorReply.json(200, answers);
    }

    private static ObjectNode send(JsonNode mail, VendorDesk desk) {
        String recipient = address(mail.path("To").asString(""));
        if (VendorDesk.isNobody(recipient)) {
            return result(406, "You tried to send to recipient(s) that have been marked as inactive: " + recipient);
        }
        if (!VendorDesk.isAddress(recipient)) {
            return result(300, "Invalid 'To' address: '" + recipient + "'.");
        }
        if (mail.path("HtmlBody").asString("").isEmpty()
                && mail.path("TextBody").asString("").isEmpty()) {
            return result(300, "Provide either email TextBody or HtmlBody or both.");
        }
        Map<String, String> tags = new HashMap<>();
        for (Map.Entry<String, JsonNode> each : mail.path("Metadata").properties()) {
            String value = each.getValue().asString("");
            if (each.getKey().length() > LONGEST_METADATA_NAME || value.length() > LONGEST_METADATA_VALUE) {
                return result(300, "Metadata is too long: " + each.getKey());
            }
            tags.put(each.getKey(), value);
        }
        String id = UUID.randomUUID().toString();
        byte[] content = WrittenMime.of(
                fields(mail),
                mail.path("TextBody").asString(""),
                mail.path("HtmlBody").asString(""));
        desk.take(new VendorMail(id, address(mail.path("From").asString("")), recipient, tags, content));
        return result(0, "OK")
                .put("MessageID", id)
                .put("To", recipient)
                .put("SubmittedAt", Instant.now().toString());
    }

    private static Map<String, String> fields(JsonNode mail) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("From", mail.path("From").asString(""));
        fields.put("To", mail.path("To").asString(""));
        fields.put("Subject", mail.path("Subject").asString(""));
        mail.path("Headers")
                .forEach(header -> fields.put(
                        header.path("Name").asString(""), header.path("Value").asString("")));
        fields.remove("X-PM-KeepID");
        return fields;
    }

    private static String address(String mailbox) {
        return mailbox.replaceFirst("(?s)^.*<([^<>]*)>$", "$1");
    }

    private static ObjectNode result(int code, String message) {
        return object().put("ErrorCode", code).put("Message", message);
    }

    private static VendorReply error(int status, int code, String message) {
        return VendorReply.json(status, result(code, message));
    }

    @Override
    public VendorReply tooMany() {
        return error(429, 429, "Rate limit exceeded");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
