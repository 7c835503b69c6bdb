package lettermill.webhook.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.ledger.BounceType;
import lettermill.provider.ProviderType;
import lettermill.webhook.Callback;
import lettermill.webhook.VendorEvent;
import lettermill.webhook.WebhookCredential;
import lettermill.webhook.ses.TestSns;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs collected callbacks through the intake: {@code WebhookCases FOLDER}, a folder with anymail/*.jsonl and examples of the
 * vendors' documentation. What a case leaves unsigned is signed with a key of our own; each counts as received when it was made.
 */
public final class WebhookCases {

    private final TestSns sns = new TestSns();
    private final IntakeDesk desk = new IntakeDesk(sns.hook());
    private int passed;
    private int failed;
    private int optional;

    private WebhookCases() {}

    /** Prints the ids of failed cases and why and, last, how many passed and failed; the exit status is 1 if any failed. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        WebhookCases cases = new WebhookCases();
        for (String vendor : List.of("ses", "sendgrid", "mailgun", "postmark")) {
            cases.each(folder.resolve("anymail/" + vendor + ".jsonl"), cases::recorded);
        }
        cases.each(
                folder.resolve("ses-doc-examples.jsonl"), each -> cases.ses(each.get("payload"), each.get("expect")));
        cases.each(
                folder.resolve("sendgrid-doc-examples.jsonl"),
                each -> cases.sendGrid(each.get("body"), each.get("expect")));
        cases.each(folder.resolve("sisimai-json-samples.jsonl"), cases::sample);
        if (cases.optional > 0) {
            System.out.println(cases.optional + " not counted: legacy form posts, or no webhook");
        }
        System.out.println(cases.passed + " passed, " + cases.failed + " failed");
        System.exit(cases.failed == 0 ? 0 : 1);
    }

    /** Null: right; otherwise what is wrong. */
    private interface Check {
        String of(JsonNode each);
    }

    private static final String OPTIONAL = "optional";

    private void each(Path file, Check check) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        for (String line : Files.readAllLines(file)) {
            JsonNode each = IntakeDesk.JSON.readTree(line);
            String wrong = each.path("disputed").isMissingNode()
                            || each.path("disputed").isNull()
                    ? check.of(each)
                    : OPTIONAL;
            if (wrong == null) {
                passed++;
            } else if (wrong.equals(OPTIONAL)) {
                optional++;
            } else {
                failed++;
                System.out.println("failed " + text(each, "id") + ": " + wrong);
            }
        }
    }

    private String recorded(JsonNode each) {
        ProviderType vendor = ProviderType.valueOf(text(each, "vendor").toUpperCase(Locale.ROOT));
        if (vendor == ProviderType.MAILGUN && text(each, "id").contains("Legacy")) {
            return OPTIONAL;
        }
        boolean refused =
                each.has("upstream_exception") || each.path("upstream_status").asInt(200) >= 400;
        UUID provider = desk.provider(vendor, credential(vendor, each));
        List<String> types = new ArrayList<>();
        each.path("seed_event_types").forEach(type -> {
            if (!type.isNull()) {
                types.add(type.asString());
            }
        });
        String problem = post(vendor, provider, callback(vendor, each));
        if (refused != (problem != null)) {
            return refused ? "taken" : "refused: " + problem;
        }
        List<VendorEvent> events = desk.unmatched(provider);
        List<String> found = events.stream().map(event -> event.type().name()).toList();
        return found.equals(types) ? details(vendor, each, events) : "events are " + found;
    }

    private static String details(ProviderType vendor, JsonNode each, List<VendorEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            JsonNode expected = each.path("upstream_events").path(i);
            VendorEvent event = events.get(i);
            if (expected.has("recipient")
                    && !expected.get("recipient").asString().equals(event.recipient())) {
                return "recipient " + event.recipient();
            }
            // For SES the source project answers when SNS published, not when it happened.
            if (vendor != ProviderType.SES
                    && expected.has("timestamp")
                    && !near(OffsetDateTime.parse(text(expected, "timestamp")).toInstant(), event.occurredAt())) {
                return "time " + event.occurredAt();
            }
            boolean words = event.trouble() != null && expected.has("mta_response");
            if (words && !text(expected, "mta_response").equals(event.trouble().diagnostic())) {
                return "words " + event.trouble().diagnostic();
            }
            if (expected.has("click_url")
                    && !text(expected, "click_url").equals(event.visit().url())) {
                return "url " + event.visit().url();
            }
        }
        return null;
    }

    private static boolean near(Instant one, Instant other) {
        return Math.abs(one.toEpochMilli() - other.toEpochMilli()) <= 1;
    }

    private WebhookCredential credential(ProviderType vendor, JsonNode each) {
        JsonNode settings = each.path("upstream_settings");
        List<WebhookCredential.BasicAuth> basic = new ArrayList<>();
        JsonNode secret = settings.path("ANYMAIL").path("WEBHOOK_SECRET");
        for (JsonNode one : secret.isString() ? List.of(secret) : secret) {
            String[] pair = one.asString().split(":", 2);
            basic.add(new WebhookCredential.BasicAuth(pair[0], pair[1]));
        }
        String apiKey = settings.path("ANYMAIL_MAILGUN_API_KEY").asString("TEST_WEBHOOK_SIGNING_KEY");
        String signingKey = settings.path("ANYMAIL_MAILGUN_WEBHOOK_SIGNING_KEY").asString(apiKey);
        return switch (vendor) {
            case SES -> {
                // A handshake that the source project refuses stands for a topic that nobody named.
                boolean stranger = each.path("kind").asString().equals("subscription")
                        && each.path("upstream_status").asInt(200) >= 400;
                List<String> topics = stranger ? List.of() : List.of(topic(each));
                yield new WebhookCredential(topics, null, null, basic, null);
            }
            case SENDGRID -> desk.sendGridCredential(basic);
            case MAILGUN -> new WebhookCredential(null, null, List.of(signingKey), basic, null);
            default -> new WebhookCredential(null, null, null, basic, null);
        };
    }

    private static String topic(JsonNode each) {
        return IntakeDesk.JSON.readTree(text(each, "body")).path("TopicArn").asString(TestSns.TOPIC);
    }

    private Callback callback(ProviderType vendor, JsonNode each) {
        Map<String, List<String>> headers = new HashMap<>();
        each.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        List.of(header.getValue().asString())));
        headers.put("content-type", List.of(text(each, "content_type")));
        byte[] body = text(each, "body").getBytes(StandardCharsets.UTF_8);
        return switch (vendor) {
            case SES -> envelope(body, headers);
            case SENDGRID -> desk.sendGrid(body, headers, IntakeDesk.NOW);
            case MAILGUN -> {
                long signedAt = IntakeDesk.JSON
                        .readTree(body)
                        .path("signature")
                        .path("timestamp")
                        .asLong(0);
                yield new Callback(headers, body, Instant.ofEpochSecond(signedAt));
            }
            default -> new Callback(headers, body, IntakeDesk.NOW);
        };
    }

    private Callback envelope(byte[] body, Map<String, List<String>> headers) {
        ObjectNode envelope = (ObjectNode) IntakeDesk.JSON.readTree(body);
        if (!envelope.has("TopicArn")) {
            envelope.put("TopicArn", TestSns.TOPIC);
        }
        if (!envelope.has("Timestamp")) {
            envelope.put("Timestamp", IntakeDesk.NOW.toString());
        }
        Instant at = Instant.parse(text(envelope, "Timestamp"));
        Callback signed = sns.signed(envelope, envelope.path("SignatureVersion").asString("2"), at);
        return new Callback(headers, signed.body(), at);
    }

    /** Twice: the second must change nothing. */
    private String post(ProviderType vendor, UUID provider, Callback callback) {
        try {
            desk.take(vendor, provider, callback);
        } catch (Problem refused) {
            return refused.getMessage();
        }
        try {
            desk.take(vendor, provider, callback);
        } catch (Problem.Unauthenticated repeated) {
            return vendor == ProviderType.MAILGUN ? null : repeated.getMessage();
        }
        return null;
    }

    private String ses(JsonNode payload, JsonNode expect) {
        UUID provider =
                desk.provider(ProviderType.SES, new WebhookCredential(List.of(TestSns.TOPIC), null, null, null, null));
        String problem = post(
                ProviderType.SES,
                provider,
                sns.notification(payload.toString(), UUID.randomUUID().toString(), IntakeDesk.NOW));
        return problem != null ? "refused: " + problem : compare(desk.unmatched(provider), expect);
    }

    private static String compare(List<VendorEvent> events, JsonNode expect) {
        List<String> recipients = new ArrayList<>();
        expect.path("recipients").forEach(recipient -> recipients.add(recipient.asString()));
        if (!recipients.equals(events.stream().map(VendorEvent::recipient).toList())) {
            return "recipients of " + events;
        }
        for (VendorEvent event : events) {
            if (!event.type().name().equals(text(expect, "seed_event_type"))
                    || !event.mail().vendorIds().contains(text(expect, "message_id"))
                    || !near(Instant.parse(text(expect, "timestamp")), event.occurredAt())) {
                return event.toString();
            }
            if (expect.has("hard")
                    && expect.get("hard").asBoolean() != (event.trouble().type() == BounceType.HARD)) {
                return "bounce is " + event.trouble();
            }
            if (expect.has("url") && !text(expect, "url").equals(event.visit().url())) {
                return "url " + event.visit().url();
            }
        }
        return null;
    }

    private String sendGrid(JsonNode body, JsonNode expect) {
        UUID provider = desk.provider(ProviderType.SENDGRID, desk.sendGridCredential(List.of()));
        JsonNode batch =
                body.isArray() ? body : IntakeDesk.JSON.createArrayNode().add(body);
        byte[] octets = (batch + "\r\n").getBytes(StandardCharsets.UTF_8);
        String problem = post(ProviderType.SENDGRID, provider, desk.sendGrid(octets, IntakeDesk.NOW));
        if (problem != null) {
            return "refused: " + problem;
        }
        List<String> expected = new ArrayList<>();
        for (JsonNode one : expect) {
            if (one.hasNonNull("seed_event_type")) {
                expected.add(line(
                        text(one, "seed_event_type"),
                        text(one, "email"),
                        one.path("timestamp").asLong(),
                        one.has("hard") ? one.get("hard").asBoolean() : null));
            }
        }
        List<String> found = new ArrayList<>();
        for (VendorEvent event : desk.unmatched(provider)) {
            boolean judged = expect.valueStream().anyMatch(one -> one.has("hard"))
                    && event.trouble() != null
                    && event.trouble().type() != null;
            found.add(line(
                    event.type().name(),
                    Objects.toString(event.recipient()),
                    event.occurredAt().getEpochSecond(),
                    judged ? event.trouble().type() == BounceType.HARD : null));
        }
        // Kept in the order of their keys, where the vendor's batch has another.
        return found.stream()
                        .sorted()
                        .toList()
                        .equals(expected.stream().sorted().toList())
                ? null
                : "events are " + found;
    }

    private static String line(String type, String recipient, long at, Boolean hard) {
        return type + " " + recipient + " " + at + " " + hard;
    }

    private String sample(JsonNode each) {
        return switch (text(each, "form")) {
            case "notification" -> ses(each.get("payload"), each.get("expect"));
            case "sns-envelope" ->
                ses(IntakeDesk.JSON.readTree(text(each.get("payload"), "Message")), each.get("expect"));
            case "webhook" -> sendGrid(each.get("payload"), each.get("expect"));
            default -> OPTIONAL;
        };
    }

    private static String text(JsonNode each, String field) {
        return each.path(field).asString("");
    }
}
