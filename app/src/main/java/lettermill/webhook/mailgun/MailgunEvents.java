package lettermill.webhook.mailgun;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import lettermill.base.Problem;
import lettermill.ledger.EventType;
import lettermill.ledger.HitClass;
import lettermill.visitor.Verdict;
import lettermill.webhook.Age;
import lettermill.webhook.BounceReading;
import lettermill.webhook.BounceReading.Permanence;
import lettermill.webhook.EventFields;
import lettermill.webhook.Reading;
import lettermill.webhook.VendorEvent;
import lettermill.webhook.Vocabulary;
import lettermill.wire.Letter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one event (Mailgun, "Tracking Messages", "Events"). */
final class MailgunEvents {

    static final SortedMap<String, Optional<EventType>> VOCABULARY = new Vocabulary()
            .means(EventType.SEND, "accepted")
            .means(EventType.DELIVERY, "delivered")
            .means(EventType.BOUNCE, "failed (permanent)")
            .means(EventType.DELIVERY_DELAY, "failed (temporary)")
            .means(EventType.REJECT, "failed (suppressed)", "rejected")
            .means(EventType.OPEN, "opened")
            .means(EventType.CLICK, "clicked")
            .means(EventType.COMPLAINT, "complained")
            .means(EventType.UNSUBSCRIBE, "unsubscribed")
            .ignores("stored", "list_member_uploaded", "list_member_upload_error", "list_uploaded", "email_validation")
            .words();

    /** Codes of Mailgun's own: 605, 606 and 607 stand for its lists of bounces, unsubscribes and complaints. */
    private static final int OWN_CODES = 600;

    private static final Set<String> ABOUT_US = Set.of("espblock", "espblocked");

    private MailgunEvents() {}

    static Reading read(MailgunBody body, Instant receivedAt) {
        JsonNode event = body.event();
        String word = EventFields.text(event, "event");
        if (word == null) {
            throw new Problem.Invalid("event-data.event", "is missing", "an event of a mail that was sent");
        }
        String named = word.equals("failed") ? "failed (" + failure(event) + ")" : word;
        Optional<EventType> type = VOCABULARY.getOrDefault(named, Optional.empty());
        return type.isEmpty()
                ? new Reading(List.of(), List.of(word))
                : new Reading(List.of(event(body, named, type.get(), receivedAt)), List.of());
    }

    private static String failure(JsonNode event) {
        String reason = EventFields.text(event, "reason");
        Integer code = code(event.path("delivery-status"));
        if (reason != null && reason.startsWith("suppress-")
                || code != null && code > OWN_CODES && code < OWN_CODES + 100) {
            return "suppressed";
        }
        String severity = EventFields.text(event, "severity");
        boolean permanent = severity == null ? code != null && code >= 500 : severity.equals("permanent");
        return permanent ? "permanent" : "temporary";
    }

    private static VendorEvent event(MailgunBody body, String word, EventType type, Instant receivedAt) {
        JsonNode event = body.event();
        String id = EventFields.text(event, "id");
        MailgunBody.Proof proof = body.proof();
        String token = proof == null ? "" : proof.token();
        VendorEvent.Trouble trouble = trouble(event, type);
        return new VendorEvent(
                EventFields.key(
                        "mailgun",
                        id == null ? EventFields.hash(event + token) : id,
                        word.replaceFirst(" .*", ""),
                        type == EventType.BOUNCE && trouble != null ? trouble.type() : null),
                type,
                word,
                EventFields.plausible(
                        receivedAt,
                        EventFields.epoch(event, "timestamp"),
                        proof == null ? null : Age.epoch(proof.timestamp())),
                recipient(event),
                mail(event),
                trouble,
                visit(event, type));
    }

    /** A rejected mail never had an envelope; its header says whom it was for. */
    private static @Nullable String recipient(JsonNode event) {
        String recipient = EventFields.text(event, "recipient");
        String to = EventFields.text(event.path("message").path("headers"), "to");
        return recipient != null || to == null ? recipient : to.replaceFirst("^.*<([^<>]+)>\\s*$", "$1");
    }

    private static VendorEvent.Mail mail(JsonNode event) {
        String header = EventFields.text(event.path("message").path("headers"), "message-id");
        // The answer to the hand-over has the brackets, the event has not.
        List<String> ids = header == null ? List.of() : List.of("<" + header + ">", header);
        return new VendorEvent.Mail(EventFields.text(event.path("user-variables"), Letter.TAG), ids, header);
    }

    private static VendorEvent.@Nullable Trouble trouble(JsonNode event, EventType type) {
        JsonNode status = event.path("delivery-status");
        String words = words(event, status);
        String reason = EventFields.text(event, "reason");
        String enhanced = EventFields.text(status, "enhanced-code");
        String code = EventFields.text(status, "code");
        return switch (type) {
            case BOUNCE ->
                BounceReading.of(
                        reason != null && ABOUT_US.contains(reason) ? Permanence.BLOCKED : Permanence.PERMANENT,
                        enhanced == null ? code : enhanced,
                        words,
                        reason);
            case REJECT, DELIVERY_DELAY ->
                new VendorEvent.Trouble(null, reason, enhanced, words == null ? reason : words);
            default -> null;
        };
    }

    private static @Nullable String words(JsonNode event, JsonNode status) {
        String message = EventFields.text(status, "message");
        if (message != null) {
            return message;
        }
        String description = EventFields.text(status, "description");
        return description == null ? EventFields.text(event.path("reject"), "reason") : description;
    }

    private static @Nullable Integer code(JsonNode status) {
        return status.path("code").isInt() ? Integer.valueOf(status.path("code").intValue()) : null;
    }

    private static VendorEvent.@Nullable Visit visit(JsonNode event, EventType type) {
        if (type != EventType.OPEN && type != EventType.CLICK) {
            return null;
        }
        JsonNode client = event.path("client-info");
        return new VendorEvent.Visit(
                EventFields.text(event, "url"),
                EventFields.text(client, "user-agent"),
                EventFields.text(event, "ip"),
                machine(EventFields.text(client, "bot")));
    }

    private static @Nullable Verdict machine(@Nullable String bot) {
        return switch (bot == null ? "" : bot) {
            case "" -> null;
            case "apple" -> new Verdict(HitClass.PREFETCH, "mailgun-apple");
            case "gmail" -> new Verdict(HitClass.PROXY, "mailgun-gmail");
            default -> new Verdict(HitClass.BOT, "mailgun-bot");
        };
    }
}
