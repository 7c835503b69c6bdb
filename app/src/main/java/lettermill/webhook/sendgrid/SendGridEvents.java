package lettermill.webhook.sendgrid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import lettermill.base.Problem;
import lettermill.ledger.EventType;
import lettermill.ledger.HitClass;
import lettermill.visitor.Verdict;
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

/** Reads a batch: a JSON array of events of mixed mails (SendGrid, "Event Webhook Reference"). */
final class SendGridEvents {

    static final SortedMap<String, Optional<EventType>> VOCABULARY = new Vocabulary()
            .means(EventType.SEND, "processed")
            .means(EventType.DELIVERY, "delivered")
            .means(EventType.DELIVERY_DELAY, "deferred")
            .means(EventType.BOUNCE, "bounce", "blocked")
            .means(EventType.REJECT, "dropped")
            .means(EventType.OPEN, "open")
            .means(EventType.CLICK, "click")
            .means(EventType.COMPLAINT, "spamreport")
            .means(EventType.UNSUBSCRIBE, "unsubscribe", "group_unsubscribe")
            .ignores("group_resubscribe", "account_status_change")
            .words();

    /** Where SendGrid's own routing begins in sg_message_id; before it stands what X-Message-Id said at the hand-over. */
    private static final Pattern ROUTING = Pattern.compile("\\.(?:filter|recvd)");

    private SendGridEvents() {}

    static Reading read(Callback callback) {
        JsonNode batch = EventFields.parse(callback.body());
        if (!batch.isArray()) {
            throw new Problem.Invalid("body", "it is no array", "the array of events that the event webhook sends");
        }
        List<VendorEvent> events = new ArrayList<>(batch.size());
        List<String> ignored = new ArrayList<>();
        for (JsonNode each : batch) {
            String word = EventFields.text(each, "event");
            Optional<EventType> type = word == null ? Optional.empty() : meaning(word);
            if (word != null && type.isPresent()) {
                events.add(event(each, word, type.get(), callback.receivedAt()));
            } else {
                ignored.add(word == null ? "(no event)" : word);
            }
        }
        return new Reading(events, ignored);
    }

    private static Optional<EventType> meaning(String word) {
        return VOCABULARY.getOrDefault(word, Optional.empty());
    }

    private static VendorEvent event(JsonNode each, String word, EventType type, Instant receivedAt) {
        String id = EventFields.text(each, "sg_event_id");
        VendorEvent.Trouble trouble = trouble(each, word, type);
        return new VendorEvent(
                EventFields.key(
                        "sendgrid",
                        id == null ? EventFields.hash(each.toString()) : id,
                        word,
                        type == EventType.BOUNCE && trouble != null ? trouble.type() : null),
                type,
                word,
                EventFields.plausible(receivedAt, EventFields.epoch(each, "timestamp")),
                EventFields.text(each, "email"),
                mail(each),
                trouble,
                visit(each, type));
    }

    private static VendorEvent.Mail mail(JsonNode each) {
        String id = EventFields.text(each, "sg_message_id");
        Set<String> ids = new LinkedHashSet<>();
        if (id != null) {
            ids.add(ROUTING.split(id, 2)[0]);
            ids.add(id);
        }
        // Custom arguments stand among the event's own members.
        return new VendorEvent.Mail(
                EventFields.text(each, Letter.TAG), List.copyOf(ids), EventFields.text(each, "smtp-id"));
    }

    private static VendorEvent.@Nullable Trouble trouble(JsonNode each, String word, EventType type) {
        String status = EventFields.text(each, "status");
        String reason = EventFields.text(each, "reason");
        String words = reason == null ? EventFields.text(each, "response") : reason;
        return switch (type) {
            case BOUNCE ->
                BounceReading.of(
                        permanence(each, word), status, words, EventFields.text(each, "bounce_classification"));
            case REJECT, DELIVERY_DELAY -> new VendorEvent.Trouble(null, null, status, words);
            default -> null;
        };
    }

    private static Permanence permanence(JsonNode each, String word) {
        String kind = EventFields.text(each, "type");
        boolean blocked = word.equals("blocked") || "blocked".equals(kind);
        return blocked ? Permanence.BLOCKED : Permanence.PERMANENT;
    }

    private static VendorEvent.@Nullable Visit visit(JsonNode each, EventType type) {
        if (type != EventType.OPEN && type != EventType.CLICK) {
            return null;
        }
        String machine = EventFields.text(each, "sg_machine_open");
        boolean fetchedAhead =
                machine != null && machine.toLowerCase(Locale.ROOT).equals("true");
        return new VendorEvent.Visit(
                EventFields.text(each, "url"),
                EventFields.text(each, "useragent"),
                EventFields.text(each, "ip"),
                fetchedAhead ? new Verdict(HitClass.PREFETCH, "sendgrid-machine-open") : null);
    }
}
