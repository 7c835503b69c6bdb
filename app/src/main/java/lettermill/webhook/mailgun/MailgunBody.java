package lettermill.webhook.mailgun;

import lettermill.base.Problem;
import lettermill.webhook.Callback;
import lettermill.webhook.EventFields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The two parts of a body.
 *
 * @param proof null when it is missing or not whole
 */
record MailgunBody(@Nullable Proof proof, JsonNode event) {

    /** What proves that Mailgun made the call, as it is spelled. */
    record Proof(String timestamp, String token, String signature) {}

    /** @throws Problem.Invalid when it is no JSON object */
    static MailgunBody of(Callback callback) {
        String contentType = callback.header("content-type");
        if (contentType != null && contentType.startsWith("multipart/")) {
            throw new Problem.Invalid(
                    "body", "it is a form, as the legacy webhooks and routes send", "JSON, from a webhook of today");
        }
        JsonNode body = EventFields.parse(callback.body());
        if (!body.isObject()) {
            throw new Problem.Invalid("body", "it is no object", "an object with signature and event-data");
        }
        JsonNode signature = body.path("signature");
        String timestamp = EventFields.text(signature, "timestamp");
        String token = EventFields.text(signature, "token");
        String hex = EventFields.text(signature, "signature");
        Proof proof = timestamp == null || token == null || hex == null ? null : new Proof(timestamp, token, hex);
        return new MailgunBody(proof, body.path("event-data"));
    }
}
