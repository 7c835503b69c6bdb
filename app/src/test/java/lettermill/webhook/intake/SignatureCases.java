package lettermill.webhook.intake;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lettermill.base.Problem;
import lettermill.webhook.Callback;
import lettermill.webhook.ProviderWebhook;
import lettermill.webhook.WebhookCredential;
import lettermill.webhook.sendgrid.SendGridWebhook;
import lettermill.webhook.ses.TestSns;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks collected signatures: {@code SignatureCases FOLDER}, a folder with sendgrid-ecdsa.jsonl, sns-real-signed.jsonl and
 * sns-signing-cert.pem. Each message of SNS must verify as it is, and not with any signed value changed or another host for
 * the certificate; for such a host nothing may be fetched.
 */
public final class SignatureCases {

    private int passed;
    private int failed;

    private SignatureCases() {}

    /** Prints the ids of failed cases and, last, how many passed and failed; the exit status is 1 if any failed. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        SignatureCases cases = new SignatureCases();
        cases.each(folder.resolve("sendgrid-ecdsa.jsonl"), SignatureCases::sendGrid);
        Path certificate = folder.resolve("sns-signing-cert.pem");
        cases.each(folder.resolve("sns-real-signed.jsonl"), each -> sns(each, certificate));
        System.out.println(cases.passed + " passed, " + cases.failed + " failed");
        System.exit(cases.failed == 0 ? 0 : 1);
    }

    private interface Check {
        boolean right(JsonNode each);
    }

    private void each(Path file, Check check) throws IOException {
        for (String line : Files.readAllLines(file)) {
            JsonNode each = IntakeDesk.JSON.readTree(line);
            if (check.right(each)) {
                passed++;
            } else {
                failed++;
                System.out.println("failed " + each.get("id").asString());
            }
        }
    }

    private static boolean sendGrid(JsonNode each) {
        Map<String, List<String>> headers = new HashMap<>();
        each.get("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        List.of(header.getValue().asString())));
        byte[] body = each.get("body").asString().getBytes(StandardCharsets.UTF_8);
        WebhookCredential key =
                new WebhookCredential(null, List.of(each.get("public_key").asString()), null, null, null);
        Callback callback = new Callback(headers, body, Instant.ofEpochSecond(1_600_112_502L));
        return accepts(new SendGridWebhook(), callback, key)
                == each.get("valid").asBoolean();
    }

    private static boolean sns(JsonNode each, Path certificate) {
        JsonNode message = each.get("message");
        List<URI> asked = new ArrayList<>();
        ProviderWebhook hook = TestSns.hook(certificate, asked);
        Instant at = Instant.parse(message.get("Timestamp").asString());
        if (verifies(hook, message, at) != each.get("valid").asBoolean()) {
            return false;
        }
        for (String name : List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Signature")) {
            if (message.has(name)
                    && verifies(
                            hook,
                            changed(message, name, flipped(message.get(name).asString())),
                            at)) {
                return false;
            }
        }
        String url = message.has("SigningCertURL") ? "SigningCertURL" : "SigningCertUrl";
        String right = message.get(url).asString();
        asked.clear();
        for (String host : List.of(
                "sns.us-east-2.amazonaws.com.evil.example",
                "sns.s3-us-west-2.amazonaws.com",
                "evil.example",
                "s3.us-east-2.amazonaws.com",
                "sns.us-east-2.amazonaws.com@evil.example",
                "sns.us-east-2.amazonaws.com:8443")) {
            if (verifies(hook, changed(message, url, right.replace("sns.us-east-2.amazonaws.com", host)), at)) {
                return false;
            }
        }
        return asked.isEmpty() && !verifies(hook, changed(message, url, right.replace("https:", "http:")), at);
    }

    private static JsonNode changed(JsonNode message, String name, String value) {
        return ((ObjectNode) message.deepCopy()).put(name, value);
    }

    /** Another value of the same form: the first letter or digit that is not the last of its kind becomes the next one. */
    private static String flipped(String text) {
        char first = text.charAt(0);
        return (char) (first ^ 1) + text.substring(1);
    }

    private static boolean verifies(ProviderWebhook hook, JsonNode message, Instant at) {
        String topic = message.get("TopicArn").asString();
        Callback callback = new Callback(Map.of(), message.toString().getBytes(StandardCharsets.UTF_8), at);
        return accepts(hook, callback, new WebhookCredential(List.of(topic), null, null, null, null));
    }

    private static boolean accepts(ProviderWebhook hook, Callback callback, WebhookCredential credential) {
        try {
            hook.verify(callback, credential);
            return true;
        } catch (Problem.Unauthenticated refused) {
            return false;
        }
    }
}
