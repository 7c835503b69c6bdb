package lettermill.lab.vendor;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Amazon SES's API, version 2, as far as it sends: SendEmail with raw content, and GetAccount. */
final class SesApi implements VendorApi {
    private final SignatureCheck signature;

    SesApi(String keyId, String secret) {
        signature = new SignatureCheck(keyId, secret);
    }

    @Override
    public VendorReply answer(VendorCall call, VendorDesk desk) {
        String fault = signature.fault(call);
        if (!fault.isEmpty()) {
            return error(403, fault, "The security token or the signature of the request is invalid.");
        }
        if (call.is("GET", "/v2/email/account")) {
            ObjectNode account = object().put("SendingEnabled", true)
                    .put("ProductionAccessEnabled", true)
                    .put("EnforcementStatus", "HEALTHY");
            account.putObject("SendQuota").put("Max24HourSend", 50_000.0).put("MaxSendRate", 14.0);
            return VendorReply.json(200, account);
        }
        return call.is("POST", "/v2/email/outbound-emails")
                ? send(call.json().orElse(MissingNode.getInstance()), desk)
                : error(404, "NotFoundException", "There is nothing at " + call.path());
    }

    private static VendorReply send(JsonNode mail, VendorDesk desk) {
        String recipient = mail.path("Destination").path("ToAddresses").path(0).asString("");
        if (!VendorDesk.isAddress(recipient) || VendorDesk.isNobody(recipient)) {
            return error(400, "BadRequestException", "Illegal address: " + recipient);
        }
        byte[] content = decoded(mail.path("Content").path("Raw").path("Data").asString(""));
        if (content.length == 0) {
            return error(400, "BadRequestException", "Content.Raw.Data is missing or no base64.");
        }
        Map<String, String> tags = new HashMap<>();
        for (JsonNode tag : mail.path("EmailTags")) {
            String name = tag.path("Name").asString("");
            String value = tag.path("Value").asString("");
            if (!(name + value).matches("[A-Za-z0-9_.@-]{1,512}")) {
                return error(400, "BadRequestException", "Invalid tag " + name);
            }
            tags.put(name, value);
        }
        String id = UUID.randomUUID() + "-000000";
        desk.take(new VendorMail(id, mail.path("FromEmailAddress").asString(""), recipient, tags, content));
        return VendorReply.json(200, object().put("MessageId", id));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private static VendorReply error(int status, String exception, String message) {
        return new VendorReply(
                status,
                Map.of("x-amzn-ErrorType", exception, "Content-Type", "application/json"),
                object().put("message", message).toString());
    }

    @Override
    public VendorReply tooMany() {
        return error(429, "TooManyRequestsException", "Maximum sending rate exceeded.");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
