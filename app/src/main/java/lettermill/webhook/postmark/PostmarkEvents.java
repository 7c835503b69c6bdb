package lettermill.webhook.postmark;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import lettermill.base.Problem;
import lettermill.ledger.BounceType;
import lettermill.ledger.EventType;
import lettermill.webhook.BounceReading;
import lettermill.webhook.BounceReading.Permanence;
import lettermill.webhook.Callback;
import lettermill.webhook.EventFields;
import lettermill.webhook.Reading;
import lettermill.webhook.VendorEvent;
import lettermill.webhook.Vocabulary;
import lettermill.wire.Letter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one record (Postmark, "Webhooks", and "Bounce types" of the bounce API). */
final class PostmarkEvents {

    static final SortedMap<String, Optional<EventType>> VOCABULARY = new Vocabulary()
            .means(EventType.DELIVERY, "Delivery")
            .means(EventType.OPEN, "Open")
            .means(EventType.CLICK, "Click")
            .means(EventType.COMPLAINT, "SpamComplaint", "Bounce SpamComplaint", "SubscriptionChange SpamComplaint")
            .means(EventType.UNSUBSCRIBE, "Bounce Unsubscribe", "SubscriptionChange ManualSuppression")
            .means(EventType.BOUNCE, "Bounce HardBounce", "Bounce BadEmailAddress", "Bounce ManuallyDeactivated")
            .means(EventType.BOUNCE, "Bounce SoftBounce", "Bounce Transient", "Bounce DnsError", "Bounce Unknown")
            .means(EventType.BOUNCE, "Bounce Blocked", "Bounce SpamNotification", "Bounce VirusNotification")
            .means(EventType.BOUNCE, "Bounce DMARCPolicy", "SubscriptionChange HardBounce")
            .means(EventType.REJECT, "Bounce SMTPApiError", "Bounce Unconfirmed")
            .means(EventType.RENDERING_FAILURE, "Bounce TemplateRenderingFailed")
            .ignores("Bounce AutoResponder", "Bounce AddressChange", "Bounce ChallengeVerification")
            .ignores("Bounce OpenRelayTest", "Bounce Subscribe", "Bounce InboundError")
            .ignores("SubscriptionChange (reactivated)")
            .words();

    private static final Set<String> PERMANENT =
            Set.of("Bounce HardBounce", "Bounce BadEmailAddress", "Bounce ManuallyDeactivated");
    private static final Set<String> ABOUT_US =
            Set.of("Bounce Blocked", "Bounce SpamNotification", "Bounce VirusNotification", "Bounce DMARCPolicy");

    private PostmarkEvents() {}

    static Reading read(Callback callback) {
        JsonNode each = EventFields.parse(callback.body());
        if (!each.isObject()) {
            throw new Problem.Invalid("body", "it is no object", "one record, as Postmark's webhooks send it");
        }
        String record = EventFields.text(each, "RecordType");
        if ("Inbound".equals(record) || record == null && each.has("FromFull")) {
            throw new Problem.Invalid("RecordType", "this is an inbound mail", "a webhook for mail that was sent");
        }
        String word = word(each, record);
        Optional<EventType> type = VOCABULARY.getOrDefault(word, Optional.empty());
        return type.isEmpty()
                ? new Reading(List.of(), List.of(word))
                : new Reading(List.of(event(each, word, type.get(), callback.receivedAt())), List.of());
    }

    private static String word(JsonNode each, @Nullable String record) {
        if (record == null) {
            return "(no RecordType)";
        }
        return switch (record) {
            case "Bounce" -> "Bounce " + EventFields.text(each, "Type");
            case "SubscriptionChange" ->
                "SubscriptionChange "
                        + (each.path("SuppressSending").asBoolean(false)
                                ? EventFields.text(each, "SuppressionReason")
                                : "(reactivated)");
            default -> record;
        };
    }

    private static VendorEvent event(JsonNode each, String word, EventType type, Instant receivedAt) {
        Instant at = EventFields.plausible(
                receivedAt,
                EventFields.time(each, "DeliveredAt"),
                EventFields.time(each, "BouncedAt"),
                EventFields.time(each, "ReceivedAt"),
                EventFields.time(each, "ChangedAt"));
        String id = EventFields.text(each, "ID");
        String message = EventFields.text(each, "MessageID");
        VendorEvent.Trouble trouble = trouble(each, word, type);
        String recipient = recipient(each);
        return new VendorEvent(
                EventFields.key(
                        "postmark",
                        message == null && id == null ? EventFields.hash(each.toString()) : message,
                        id == null ? recipient + "/" + stamp(each) : id,
                        word,
                        type == EventType.CLICK
                                ? EventFields.hash(String.valueOf(EventFields.text(each, "OriginalLink")))
                                : null,
                        type == EventType.BOUNCE && trouble != null ? trouble.type() : null),
                type,
                word,
                at,
                recipient,
                new VendorEvent.Mail(
                        EventFields.text(each.path("Metadata"), Letter.TAG),
                        message == null ? List.of() : List.of(message),
                        null),
                trouble,
                visit(each, type));
    }

    /** The time as it is written, not as it is believed: it tells facts apart even where it can't have been. */
    private static @Nullable String stamp(JsonNode each) {
        for (String name : List.of("DeliveredAt", "BouncedAt", "ReceivedAt", "ChangedAt")) {
            String written = EventFields.text(each, name);
            if (written != null) {
                return written;
            }
        }
        return null;
    }

    private static @Nullable String recipient(JsonNode each) {
        String recipient = EventFields.text(each, "Recipient");
        return recipient == null ? EventFields.text(each, "Email") : recipient;
    }

    private static VendorEvent.@Nullable Trouble trouble(JsonNode each, String word, EventType type) {
        String details = EventFields.text(each, "Details");
        String words = details == null ? EventFields.text(each, "Description") : details;
        return switch (type) {
            case BOUNCE ->
                word.startsWith("SubscriptionChange")
                        ? new VendorEvent.Trouble(BounceType.HARD, "SubscriptionChange", null, null)
                        : BounceReading.of(permanence(word), null, words, EventFields.text(each, "Type"));
            case REJECT, RENDERING_FAILURE ->
                new VendorEvent.Trouble(null, EventFields.text(each, "Type"), null, words);
            default -> null;
        };
    }

    private static Permanence permanence(String word) {
        if (PERMANENT.contains(word)) {
            return Permanence.PERMANENT;
        }
        return ABOUT_US.contains(word) ? Permanence.BLOCKED : Permanence.TEMPORARY;
    }

    private static VendorEvent.@Nullable Visit visit(JsonNode each, EventType type) {
        return type != EventType.OPEN && type != EventType.CLICK
                ? null
                : new VendorEvent.Visit(
                        EventFields.text(each, "OriginalLink"),
                        EventFields.text(each, "UserAgent"),
                        EventFields.text(each.path("Geo"), "IP"),
                        null);
    }
}
