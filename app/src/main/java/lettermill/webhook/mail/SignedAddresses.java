package lettermill.webhook.mail;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lettermill.base.MessageId;
import lettermill.token.Tokens;
import org.springframework.stereotype.Component;

/** Finds our own signature in addresses and in what reports return: it shows that the reporter had the letter. */
@Component
class SignedAddresses {

    private static final Pattern ADDRESS = Pattern.compile("(?i)\\b[bu]\\+[1-9][0-9]{0,18}\\.[0-9a-f]{34}(?![0-9a-f])");
    /** A line that quoted-printable broke (RFC 2045 section 6.7). */
    private static final Pattern SOFT_BREAK = Pattern.compile("=\\r?\\n");

    private final Tokens tokens;

    SignedAddresses(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The message whose bounces go to an address. */
    Optional<MessageId> bounced(String address) {
        return tokens.readReturnPath(localPart(address));
    }

    /** The message that an address in its List-Unsubscribe header belongs to. */
    Optional<MessageId> unsubscribes(String address) {
        return tokens.readUnsubscribeAddress(localPart(address));
    }

    /** The message that a report returns: the first that an address of either kind in it names with the right signature. */
    Optional<MessageId> anywhereIn(byte[] mail) {
        String text = SOFT_BREAK
                .matcher(new String(mail, StandardCharsets.ISO_8859_1))
                .replaceAll("")
                .replace("%2B", "+");
        Matcher found = ADDRESS.matcher(text);
        while (found.find()) {
            Optional<MessageId> message =
                    tokens.readReturnPath(found.group()).or(() -> tokens.readUnsubscribeAddress(found.group()));
            if (message.isPresent()) {
                return message;
            }
        }
        return Optional.empty();
    }

    private static String localPart(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }
}
