package lettermill.webhook.ses;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import lettermill.base.Problem;
import lettermill.ledger.EventType;
import lettermill.webhook.EventFields;
import lettermill.webhook.Reading;
import lettermill.webhook.VendorEvent;
import lettermill.webhook.Vocabulary;
import lettermill.wire.Letter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads an event, of a configuration set ({@code eventType}) or of an identity ({@code notificationType}); one about several
 * recipients becomes a fact for each (SES, "Contents of event data that Amazon SES publishes to Amazon SNS").
 */
final class SesEvents {

    static final SortedMap<String, Optional<EventType>> VOCABULARY = new Vocabulary()
            .means(EventType.SEND, "Send")
            .means(EventType.DELIVERY, "Delivery")
            .means(EventType.BOUNCE, "Bounce")
            .means(EventType.COMPLAINT, "Complaint")
            .means(EventType.REJECT, "Reject")
            .means(EventType.OPEN, "Open")
            .means(EventType.CLICK, "Click")
            .means(EventType.RENDERING_FAILURE, "Rendering Failure")
            .means(EventType.DELIVERY_DELAY, "DeliveryDelay")
            .means(EventType.UNSUBSCRIBE, "Subscription")
            .ignores("Complaint (not-spam)", "Subscription (opted in)", "AmazonSnsSubscriptionSucceeded")
            .words();

    private SesEvents() {}

    static Reading read(SnsEnvelope envelope, Instant receivedAt) {
        JsonNode event = message(envelope);
        String named = EventFields.text(event, "eventType");
        String word = named == null ? EventFields.text(event, "notificationType") : named;
        if ("Received".equals(word)) {
            throw new Problem.Invalid("notificationType", "this is an inbound mail", "a topic for mail that was sent");
        }
        String exact = word == null ? "(no event)" : exact(word, event);
        EventType type = VOCABULARY.getOrDefault(exact, Optional.empty()).orElse(null);
        if (type == null) {
            return new Reading(List.of(), List.of(exact));
        }
        SesEvent read = new SesEvent(type, exact, event);
        Instant at = EventFields.plausible(
                receivedAt, read.time(), EventFields.time(event.path("mail"), "timestamp"), published(envelope));
        List<VendorEvent> events = new ArrayList<>();
        for (SesEvent.Party party : read.parties()) {
            events.add(event(read, party, at, String.valueOf(envelope.value("MessageId"))));
        }
        return new Reading(events, List.of());
    }

    /** SNS's own notices are plain text: no event, and no fault of anybody. */
    private static JsonNode message(SnsEnvelope envelope) {
        try {
            return EventFields.parse(String.valueOf(envelope.value("Message")).getBytes(StandardCharsets.UTF_8));
        } catch (Problem.Invalid text) {
            return EventFields.parse("{}".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String exact(String word, JsonNode event) {
        if (word.equals("Complaint")
                && "not-spam".equals(EventFields.text(event.path("complaint"), "complaintFeedbackType"))) {
            return "Complaint (not-spam)";
        }
        if (word.equals("Subscription")
                && !SesEvent.optsOut(event.path("subscription").path("newTopicPreferences"))) {
            return "Subscription (opted in)";
        }
        return word;
    }

    private static @Nullable Instant published(SnsEnvelope envelope) {
        return EventFields.time(envelope.body(), "Timestamp");
    }

    /** The same event may come over two topics, so its own id counts and not that of SNS's message. */
    private static VendorEvent event(SesEvent read, SesEvent.Party party, Instant at, String snsId) {
        JsonNode mail = read.event().path("mail");
        String id = EventFields.text(mail, "messageId");
        VendorEvent.Trouble trouble = read.trouble(party);
        return new VendorEvent(
                EventFields.key(
                        "ses",
                        id == null ? snsId : id,
                        read.word().replace(' ', '-'),
                        party.address(),
                        read.mark(),
                        trouble == null ? null : trouble.type()),
                read.type(),
                read.word(),
                at,
                party.address(),
                new VendorEvent.Mail(tag(mail), id == null ? List.of() : List.of(id), messageIdHeader(mail)),
                trouble,
                read.visit());
    }

    private static @Nullable String tag(JsonNode mail) {
        JsonNode values = mail.path("tags").path(Letter.TAG);
        return values.isArray() && !values.isEmpty() && values.get(0).isString()
                ? EventFields.storable(values.get(0).asString())
                : null;
    }

    private static @Nullable String messageIdHeader(JsonNode mail) {
        for (JsonNode header : mail.path("headers")) {
            if ("message-id".equalsIgnoreCase(EventFields.text(header, "name"))) {
                return EventFields.text(header, "value");
            }
        }
        return EventFields.text(mail.path("commonHeaders"), "messageId");
    }
}
