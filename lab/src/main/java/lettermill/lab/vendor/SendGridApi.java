package lettermill.lab.vendor;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** SendGrid's API, version 3, as far as it sends: mail/send and scopes (SendGrid, "Mail Send", "API Key Permissions"). */
final class SendGridApi implements VendorApi {
    private final String apiKey;

    SendGridApi(String apiKey) {
        this.apiKey = apiKey;
    }

    @Override
    public VendorReply answer(VendorCall call, VendorDesk desk) {
        if (!call.header("Authorization").equals("Bearer " + apiKey)) {
            return error(401, "The provided authorization grant is invalid, expired, or revoked", null);
        }
        if (call.is("GET", "/v3/scopes")) {
            ObjectNode scopes = object();
            scopes.putArray("scopes").add("mail.send").add("sender_verification_eligible");
            return VendorReply.json(200, scopes);
        }
        if (!call.is("POST", "/v3/mail/send")) {
            return error(404, "Not Found", null);
        }
        return send(call.json().orElse(MissingNode.getInstance()), desk);
    }

    private static VendorReply send(JsonNode mail, VendorDesk desk) {
        if (!mail.isObject()) {
            return error(400, "Bad Request", null);
        }
        JsonNode person = mail.path("personalizations").path(0);
        JsonNode to = person.path("to").path(0);
        String recipient = to.path("email").asString("");
        if (!VendorDesk.isAddress(recipient) || VendorDesk.isNobody(recipient)) {
            return error(400, "Does not contain a valid address. " + recipient, "personalizations.0.to.0.email");
        }
        String sender = mail.path("from").path("email").asString("");
        if (!VendorDesk.isAddress(sender)) {
            return error(400, "The from email does not contain a valid address.", "from.email");
        }
        if (mail.path("subject").asString("").isEmpty()) {
            return error(400, "The subject is required.", "subject");
        }
        for (JsonNode part : mail.path("content")) {
            if (part.path("value").asString("").isEmpty()) {
                return error(
                        400, "The content value must be a string at least one character in length.", "content.0.value");
            }
        }
        if (mail.path("mail_settings").path("sandbox_mode").path("enable").asBoolean(false)) {
            return VendorReply.empty(200);
        }
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 22);
        Map<String, String> tags = new HashMap<>();
        person.path("custom_args")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asString("")));
        desk.take(new VendorMail(
                id,
                sender,
                recipient,
                tags,
                WrittenMime.of(fields(mail, to), text(mail, "text/plain"), text(mail, "text/html"))));
        return new VendorReply(202, Map.of("X-Message-Id", id), "");
    }

    private static Map<String, String> fields(JsonNode mail, JsonNode to) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("From", address(mail.path("from")));
        fields.put("To", address(to));
        fields.put("Subject", mail.path("subject").asString(""));
        if (mail.path("reply_to").isObject()) {
            fields.put("Reply-To", address(mail.path("reply_to")));
        }
        mail.path("headers")
                .properties()
                .forEach(header -> fields.put(header.getKey(), header.getValue().asString("")));
        return fields;
    }

    private static String address(JsonNode mailbox) {
        String email = mailbox.path("email").asString("");
        String name = mailbox.path("name").asString("");
        return name.isEmpty() ? email : WrittenMime.word(name) + " <" + email + ">";
    }

    private static String text(JsonNode mail, String type) {
        for (JsonNode part : mail.path("content")) {
            if (part.path("type").asString("").equals(type)) {
                return part.path("value").asString("");
            }
        }
        return "";
    }

    private static VendorReply error(int status, String message, @Nullable String field) {
        ObjectNode body = object();
        body.putArray("errors")
                .addObject()
                .put("message", message)
                .put("field", field)
                .putNull("help");
        return VendorReply.json(status, body);
    }

    @Override
    public VendorReply tooMany() {
        String reset = Long.toString(Instant.now().getEpochSecond() + 1);
        return new VendorReply(
                429,
                Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset, "Content-Type", "application/json"),
                error(429, "too many requests", null).body());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
