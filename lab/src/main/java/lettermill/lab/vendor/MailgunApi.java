package lettermill.lab.vendor;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Mailgun's API as far as it sends: messages.mime of one domain, and that domain's state. */
final class MailgunApi implements VendorApi {
    private static final Pattern PART_NAME = Pattern.compile("(?i)content-disposition:[^\r\n]*\\bname=\"([^\"]*)\"");

    private final String signIn;
    private final String domain;

    MailgunApi(String apiKey, String domain) {
        signIn = "Basic " + Base64.getEncoder().encodeToString(("api:" + apiKey).getBytes(StandardCharsets.US_ASCII));
        this.domain = domain;
    }

    @Override
    public VendorReply answer(VendorCall call, VendorDesk desk) {
        if (!call.header("Authorization").equals(signIn)) {
            return new VendorReply(401, Map.of("Content-Type", "text/plain"), "Forbidden");
        }
        if (call.is("GET", "/v4/domains/" + domain)) {
            ObjectNode body = object();
            body.putObject("domain").put("name", domain).put("state", "active");
            return VendorReply.json(200, body);
        }
        return call.is("POST", "/v3/" + domain + "/messages.mime")
                ? send(form(call), desk)
                : message(404, "Domain not found: " + call.path());
    }

    private VendorReply send(Map<String, String> form, VendorDesk desk) {
        String recipient = form.getOrDefault("to", "");
        String mime = form.getOrDefault("message", "");
        if (!VendorDesk.isAddress(recipient) || VendorDesk.isNobody(recipient)) {
            return message(400, "to parameter is not a valid address. please check documentation (" + recipient + ")");
        }
        if (mime.isEmpty()) {
            return message(400, "message parameter is missing");
        }
        String id = "<" + UUID.randomUUID() + "@" + domain + ">";
        Map<String, String> tags = new HashMap<>();
        form.forEach((name, value) -> {
            if (name.startsWith("v:")) {
                tags.put(name.substring(2), value);
            }
        });
        if (!form.getOrDefault("o:testmode", "no").equals("yes")) {
            desk.take(new VendorMail(
                    id, "bounce@" + domain, recipient, tags, mime.getBytes(StandardCharsets.ISO_8859_1)));
        }
        return VendorReply.json(200, object().put("id", id).put("message", "Queued. Thank you."));
    }

    /** The fields of a multipart form, octets as Latin-1 characters. */
    private static Map<String, String> form(VendorCall call) {
        Map<String, String> fields = new LinkedHashMap<>();
        String boundary = call.header("Content-Type").replaceFirst("(?s)^multipart/form-data; boundary=", "");
        String body = "\r\n" + new String(call.body(), StandardCharsets.ISO_8859_1);
        for (String part : body.split(Pattern.quote("\r\n--" + boundary), -1)) {
            int end = part.indexOf("\r\n\r\n");
            Matcher name = PART_NAME.matcher(end < 0 ? "" : part.substring(0, end));
            if (name.find()) {
                fields.put(name.group(1), part.substring(end + 4));
            }
        }
        return fields;
    }

    private static VendorReply message(int status, String text) {
        return VendorReply.json(status, object().put("message", text));
    }

    @Override
    public VendorReply tooMany() {
        return new VendorReply(
                429,
                Map.of("Retry-After", "1", "Content-Type", "application/json"),
                object().put("message", "Too Many Requests").toString());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
