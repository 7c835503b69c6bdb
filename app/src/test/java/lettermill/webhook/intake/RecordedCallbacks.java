package lettermill.webhook.intake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.provider.ProviderType;
import lettermill.webhook.Callback;
import lettermill.webhook.VendorEvent;
import lettermill.webhook.WebhookCredential;
import lettermill.webhook.ses.TestSns;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Callbacks as another project recorded them, with what it made of each; what is unsigned is signed with a key of our own. */
final class RecordedCallbacks {

    static final String OPTIONAL = "optional";

    private final IntakeDesk desk;
    private final TestSns sns;

    RecordedCallbacks(IntakeDesk desk, TestSns sns) {
        this.desk = desk;
        this.sns = sns;
    }

    /** Null when a case is taken and read as it should be; otherwise what is wrong, or {@link #OPTIONAL}. */
    String check(JsonNode each) {
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

    static boolean near(Instant one, Instant other) {
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
    String post(ProviderType vendor, UUID provider, Callback callback) {
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

    static String text(JsonNode each, String field) {
        return each.path(field).asString("");
    }
}
