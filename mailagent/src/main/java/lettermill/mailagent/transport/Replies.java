package lettermill.mailagent.transport;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Accepted;
import lettermill.wire.Outcome.Deferred;
import lettermill.wire.Outcome.Refused;
import lettermill.wire.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What a reply means for a letter. The first digit decides between now, later and never; the enhanced status (RFC 3463, 5248)
 * and, where servers give none, their words decide whom it is about.
 */
final class Replies {

    /** Authentication required, mechanism too weak, credentials invalid, encryption required (RFC 4954 section 6). */
    private static final Set<Integer> SIGN_IN_CODES = Set.of(530, 534, 535, 538);

    /** No such mailbox, no such system, bad syntax, moved away, domain takes no mail, mailbox disabled. */
    private static final Set<String> DEAD_MAILBOX = Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1");

    private static final Pattern DEAD_MAILBOX_WORDS = Pattern.compile(
            "user unknown|unknown user|no such (user|mailbox|recipient|address)|(user|mailbox|account|recipient|address)"
                    + " (does not|doesn't|not) (exist|found)|doesn't have an? \\S+ account|is no longer valid|no mailbox here"
                    + "|invalid (recipient|mailbox)|unrouteable address|account (has been |is )?(disabled|closed)");

    private static final Pattern THROTTLE_WORDS =
            Pattern.compile("throttl|too quickly|too many (messages|connections)|rate limit|sending rate");

    private static final Pattern QUEUE_ID = Pattern.compile("(?i)queued as ([\\w.@-]+)|^ok:? ([\\w.@-]{10,})$");

    private Replies() {}

    static Outcome classify(long messageId, Reply reply) {
        return switch (reply.code() / 100) {
            case 2 -> new Accepted(messageId, reply, queueId(reply.text()));
            case 4 -> new Deferred(messageId, reply, deferral(reply));
            case 5 -> new Refused(messageId, reply, refusal(reply));
            default -> new Deferred(messageId, reply, Deferred.Scope.PROVIDER);
        };
    }

    private static Deferred.Scope deferral(Reply reply) {
        String enhanced = reply.enhanced() == null ? "" : reply.enhanced();
        if (reply.code() == 421
                || ((reply.code() == 450 || reply.code() == 451) && enhanced.startsWith("4.7."))
                || THROTTLE_WORDS.matcher(reply.text().toLowerCase(Locale.ROOT)).find()) {
            return Deferred.Scope.DESTINATION_THROTTLE;
        }
        return reply.code() == 454 || enhanced.equals("4.3.1") ? Deferred.Scope.PROVIDER : Deferred.Scope.RECIPIENT;
    }

    private static Refused.Scope refusal(Reply reply) {
        if (SIGN_IN_CODES.contains(reply.code())) {
            return Refused.Scope.PROVIDER;
        }
        if (reply.enhanced() != null && DEAD_MAILBOX.contains(reply.enhanced())) {
            return Refused.Scope.RECIPIENT;
        }
        boolean silent = reply.enhanced() == null || reply.enhanced().endsWith(".0.0");
        return silent
                        && DEAD_MAILBOX_WORDS
                                .matcher(reply.text().toLowerCase(Locale.ROOT))
                                .find()
                ? Refused.Scope.RECIPIENT
                : Refused.Scope.MESSAGE;
    }

    private static @Nullable String queueId(String text) {
        var matcher = QUEUE_ID.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }
}
