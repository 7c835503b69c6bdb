package lettermill.webhook.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import lettermill.ledger.BounceType;
import lettermill.provider.ProviderType;
import lettermill.webhook.VendorEvent;
import lettermill.webhook.WebhookCredential;
import lettermill.webhook.ses.TestSns;
import tools.jackson.databind.JsonNode;

/**
 * Runs collected callbacks through the intake: {@code WebhookCases FOLDER}, a folder with anymail/*.jsonl and examples of the
 * vendors' documentation. What a case leaves unsigned is signed with a key of our own; each counts as received when it was made.
 */
public final class WebhookCases {

    private final TestSns sns = new TestSns();
    private final IntakeDesk desk = new IntakeDesk(sns.hook());
    private final RecordedCallbacks recorded = new RecordedCallbacks(desk, sns);
    private int passed;
    private int failed;
    private int optional;

    private WebhookCases() {}

    /** Prints the ids of failed cases and why and, last, how many passed and failed; the exit status is 1 if any failed. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        WebhookCases cases = new WebhookCases();
        for (String vendor : List.of("ses", "sendgrid", "mailgun", "postmark")) {
            cases.each(folder.resolve("anymail/" + vendor + ".jsonl"), cases.recorded::check);
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

    private void each(Path file, Check check) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        for (String line : Files.readAllLines(file)) {
            JsonNode each = IntakeDesk.JSON.readTree(line);
            String wrong = each.path("disputed").isMissingNode()
                            || each.path("disputed").isNull()
                    ? check.of(each)
                    : RecordedCallbacks.OPTIONAL;
            if (wrong == null) {
                passed++;
            } else if (wrong.equals(RecordedCallbacks.OPTIONAL)) {
                optional++;
            } else {
                failed++;
                System.out.println("failed " + RecordedCallbacks.text(each, "id") + ": " + wrong);
            }
        }
    }

    private String ses(JsonNode payload, JsonNode expect) {
        UUID provider =
                desk.provider(ProviderType.SES, new WebhookCredential(List.of(TestSns.TOPIC), null, null, null, null));
        String problem = recorded.post(
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
            if (!event.type().name().equals(RecordedCallbacks.text(expect, "seed_event_type"))
                    || !event.mail().vendorIds().contains(RecordedCallbacks.text(expect, "message_id"))
                    || !RecordedCallbacks.near(
                            Instant.parse(RecordedCallbacks.text(expect, "timestamp")), event.occurredAt())) {
                return event.toString();
            }
            if (expect.has("hard")
                    && expect.get("hard").asBoolean() != (event.trouble().type() == BounceType.HARD)) {
                return "bounce is " + event.trouble();
            }
            if (expect.has("url")
                    && !RecordedCallbacks.text(expect, "url")
                            .equals(event.visit().url())) {
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
        String problem = recorded.post(ProviderType.SENDGRID, provider, desk.sendGrid(octets, IntakeDesk.NOW));
        if (problem != null) {
            return "refused: " + problem;
        }
        List<String> expected = new ArrayList<>();
        for (JsonNode one : expect) {
            if (one.hasNonNull("seed_event_type")) {
                expected.add(line(
                        RecordedCallbacks.text(one, "seed_event_type"),
                        RecordedCallbacks.text(one, "email"),
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
        return switch (RecordedCallbacks.text(each, "form")) {
            case "notification" -> ses(each.get("payload"), each.get("expect"));
            case "sns-envelope" ->
                ses(
                        IntakeDesk.JSON.readTree(RecordedCallbacks.text(each.get("payload"), "Message")),
                        each.get("expect"));
            case "webhook" -> sendGrid(each.get("payload"), each.get("expect"));
            default -> RecordedCallbacks.OPTIONAL;
        };
    }
}
