package lettermill.notification;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import lettermill.ledger.EventType;

/** What an endpoint can hear of. For each {@link EventType} there is a MESSAGE type of the same name. */
public enum NotificationType {
    MESSAGE_SEND("A mail left: a server or a vendor took it."),
    MESSAGE_DELIVERY("A vendor or a report says that the mail reached the mailbox."),
    MESSAGE_DELIVERY_DELAY("A mail is late and still on its way."),
    MESSAGE_BOUNCE("A mail came back."),
    MESSAGE_REJECT("The letter itself was refused, or its time ended."),
    MESSAGE_RENDERING_FAILURE("The template failed for this person."),
    MESSAGE_COMPLAINT("The person reported the mail as spam."),
    MESSAGE_OPEN("A mail was opened; hit_class says whether by a machine."),
    MESSAGE_CLICK("A link was followed; hit_class says whether by a machine."),
    MESSAGE_UNSUBSCRIBE("A mail led to the person's leaving."),
    SUBSCRIBER_SUBSCRIBED("Somebody was added, one by one; an import tells of nobody."),
    SUBSCRIBER_CONFIRMED("Somebody confirmed the wish to be mailed."),
    SUBSCRIBER_UNSUBSCRIBED("Somebody left."),
    SUBSCRIBER_RESUBSCRIBED("Somebody who had left came back."),
    SUBSCRIBER_BOUNCED("The mailbox does not take mail; the address is suppressed."),
    SUBSCRIBER_COMPLAINED("The person complained; the address is suppressed."),
    CAMPAIGN_SCHEDULED("A campaign got a time to start at, or another one."),
    CAMPAIGN_STARTED("Sending began."),
    CAMPAIGN_RESUMED("Sending goes on after a pause, or for messages that are sent again."),
    CAMPAIGN_PAUSED("A campaign was paused; note says why."),
    CAMPAIGN_FINISHED("Nothing is left to send."),
    CAMPAIGN_CANCELLED("A campaign was cancelled; what was not sent will not be."),
    DOMAIN_PAUSED("A sending domain was paused, by a person or by what watches its figures; reason says why."),
    DOMAIN_RESUMED("A person resumed a sending domain."),
    ALERT_RAISED("Something has to be looked at; once a day for the same thing."),
    /** Sent on request only, to one endpoint. */
    ENDPOINT_TEST("Asked for by a user, to see whether an endpoint works; sent whatever it wants.");

    /** In place of names: all of them, later ones too. */
    public static final String ALL = "*";

    private static final Map<String, NotificationType> NAMES =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(type -> type.text, Function.identity()));

    private final String text;
    private final String description;

    NotificationType(String description) {
        // The subject is the first word; what happened to it may have several.
        this.text = name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");
        this.description = description;
    }

    public static NotificationType of(EventType type) {
        return valueOf("MESSAGE_" + type);
    }

    /** Empty for what is no name. */
    public static Optional<NotificationType> named(String text) {
        return Optional.ofNullable(NAMES.get(text));
    }

    /** As it stands in the payload, e.g. {@code message.send}. */
    public String text() {
        return text;
    }

    /** When it is sent. */
    public String description() {
        return description;
    }
}
