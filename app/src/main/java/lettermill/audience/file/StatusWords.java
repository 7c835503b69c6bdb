package lettermill.audience.file;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import lettermill.audience.SubscriberStatus;

/** The words by which other products say where a person stands. A word that isn't here is refused, never guessed. */
final class StatusWords {

    private static final Pattern NO_LETTER = Pattern.compile("[^a-z]+");

    private static final Map<String, SubscriberStatus> WORDS = Map.ofEntries(
            Map.entry("active", SubscriberStatus.ACTIVE),
            Map.entry("subscribed", SubscriberStatus.ACTIVE),
            Map.entry("confirmed", SubscriberStatus.ACTIVE),
            Map.entry("optedin", SubscriberStatus.ACTIVE),
            // listmonk
            Map.entry("enabled", SubscriberStatus.ACTIVE),
            Map.entry("pending", SubscriberStatus.PENDING),
            Map.entry("unconfirmed", SubscriberStatus.PENDING),
            // Mailchimp: known from a purchase, never agreed to marketing.
            Map.entry("nonsubscribed", SubscriberStatus.PENDING),
            Map.entry("transactional", SubscriberStatus.PENDING),
            Map.entry("unsubscribed", SubscriberStatus.UNSUBSCRIBED),
            Map.entry("optedout", SubscriberStatus.UNSUBSCRIBED),
            Map.entry("archived", SubscriberStatus.UNSUBSCRIBED),
            Map.entry("disabled", SubscriberStatus.UNSUBSCRIBED),
            Map.entry("inactive", SubscriberStatus.UNSUBSCRIBED),
            Map.entry("blocklisted", SubscriberStatus.UNSUBSCRIBED),
            Map.entry("blacklisted", SubscriberStatus.UNSUBSCRIBED),
            Map.entry("blocked", SubscriberStatus.UNSUBSCRIBED),
            Map.entry("bounced", SubscriberStatus.BOUNCED),
            Map.entry("hardbounced", SubscriberStatus.BOUNCED),
            Map.entry("bounce", SubscriberStatus.BOUNCED),
            // Mailchimp: removed after a hard bounce.
            Map.entry("cleaned", SubscriberStatus.BOUNCED),
            Map.entry("complained", SubscriberStatus.COMPLAINED),
            Map.entry("complaint", SubscriberStatus.COMPLAINED),
            Map.entry("spam", SubscriberStatus.COMPLAINED));

    private StatusWords() {}

    /** The status a cell names, whatever its case, spaces and hyphens. */
    static Optional<SubscriberStatus> read(String cell) {
        String word = NO_LETTER.matcher(cell.toLowerCase(Locale.ROOT)).replaceAll("");
        return Optional.ofNullable(WORDS.get(word));
    }

    /** Mautic's flag, or its reason: 1 unsubscribed, 2 bounced, 3 by hand. */
    static SubscriberStatus doNotContact(String cell, SubscriberStatus otherwise) {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "", "0", "false", "no", "n", "none" -> otherwise;
            case "2", "bounced", "bounce" -> SubscriberStatus.BOUNCED;
            default -> SubscriberStatus.UNSUBSCRIBED;
        };
    }
}
