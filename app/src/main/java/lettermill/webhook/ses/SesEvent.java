package lettermill.webhook.ses;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lettermill.ledger.EventType;
import lettermill.webhook.BounceReading;
import lettermill.webhook.BounceReading.Permanence;
import lettermill.webhook.EventFields;
import lettermill.webhook.VendorEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One event of SES, whose details stand in a member named after it. */
record SesEvent(EventType type, String word, JsonNode event) {

    /**
     * Somebody an event is about.
     *
     * @param details what is said about this person alone
     */
    record Party(@Nullable String address, JsonNode details) {}

    private JsonNode part() {
        return event.path(
                switch (type) {
                    case SEND -> "send";
                    case DELIVERY -> "delivery";
                    case BOUNCE -> "bounce";
                    case COMPLAINT -> "complaint";
                    case REJECT -> "reject";
                    case OPEN -> "open";
                    case CLICK -> "click";
                    case RENDERING_FAILURE -> "failure";
                    case DELIVERY_DELAY -> "deliveryDelay";
                    case UNSUBSCRIBE -> "subscription";
                });
    }

    @Nullable
    Instant time() {
        return EventFields.time(part(), "timestamp");
    }

    /** What tells it from other events of the same mail, recipient and kind. */
    @Nullable
    String mark() {
        String feedback = EventFields.text(part(), "feedbackId");
        if (feedback != null) {
            return feedback;
        }
        String at = EventFields.text(part(), "timestamp");
        String link = EventFields.text(part(), "link");
        return link == null ? at : at + "/" + EventFields.hash(link);
    }

    /** Those it names, or else those the mail went to; one without an address when it names nobody. */
    List<Party> parties() {
        List<Party> parties = new ArrayList<>();
        String named = switch (type) {
            case BOUNCE -> "bouncedRecipients";
            case COMPLAINT -> "complainedRecipients";
            case DELIVERY_DELAY -> "delayedRecipients";
            default -> "recipients";
        };
        JsonNode list = part().path(named);
        for (JsonNode each :
                list.isArray() && !list.isEmpty() ? list : event.path("mail").path("destination")) {
            String address =
                    each.isString() ? EventFields.storable(each.asString()) : EventFields.text(each, "emailAddress");
            parties.add(new Party(address, each));
        }
        return parties.isEmpty() ? List.of(new Party(null, event.path(""))) : parties;
    }

    VendorEvent.@Nullable Trouble trouble(Party party) {
        JsonNode part = part();
        String status = EventFields.text(party.details(), "status");
        String diagnostic = EventFields.text(party.details(), "diagnosticCode");
        return switch (type) {
            case BOUNCE ->
                BounceReading.of(permanence(part), status, diagnostic, EventFields.text(part, "bounceSubType"));
            case DELIVERY_DELAY ->
                new VendorEvent.Trouble(null, EventFields.text(part, "delayType"), status, diagnostic);
            case COMPLAINT ->
                new VendorEvent.Trouble(null, EventFields.text(part, "complaintFeedbackType"), null, null);
            case REJECT -> new VendorEvent.Trouble(null, null, null, EventFields.text(part, "reason"));
            case RENDERING_FAILURE -> new VendorEvent.Trouble(null, null, null, EventFields.text(part, "errorMessage"));
            default -> null;
        };
    }

    private static Permanence permanence(JsonNode bounce) {
        String kind = EventFields.text(bounce, "bounceType");
        return switch (kind == null ? "" : kind) {
            case "Permanent" -> Permanence.PERMANENT;
            case "Transient" -> Permanence.TEMPORARY;
            default -> Permanence.UNSAID;
        };
    }

    VendorEvent.@Nullable Visit visit() {
        return type != EventType.OPEN && type != EventType.CLICK
                ? null
                : new VendorEvent.Visit(
                        EventFields.text(part(), "link"),
                        EventFields.text(part(), "userAgent"),
                        EventFields.text(part(), "ipAddress"),
                        null);
    }

    /** Whether somebody left a topic, or all of them. */
    static boolean optsOut(JsonNode preferences) {
        if (preferences.path("unsubscribeAll").asBoolean(false)) {
            return true;
        }
        for (JsonNode topic : preferences.path("topicSubscriptionStatus")) {
            if ("OptOut".equalsIgnoreCase(EventFields.text(topic, "subscriptionStatus"))) {
                return true;
            }
        }
        return false;
    }
}
