package lettermill.mailagent.transport;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Accepted;
import lettermill.wire.Outcome.Deferred;
import lettermill.wire.Outcome.Refused;
import lettermill.wire.Reply;
import lettermill.wire.bounce.BounceClassifier;
import lettermill.wire.bounce.BounceEvidence;
import lettermill.wire.bounce.BounceVerdict;
import org.jspecify.annotations.Nullable;

/**
 * What a reply means for a letter. The first digit decides between now, later and never; whether a refusal is about the mailbox
 * is for the {@link BounceClassifier}, as with reports that come later.
 */
final class Replies {

    /** Authentication required, mechanism too weak, credentials invalid, encryption required (RFC 4954 section 6). */
    private static final Set<Integer> SIGN_IN_CODES = Set.of(530, 534, 535, 538);

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
        BounceVerdict verdict =
                BounceClassifier.classify(BounceEvidence.of(reply.code(), reply.enhanced(), reply.toString()));
        return verdict.deadMailbox() ? Refused.Scope.RECIPIENT : Refused.Scope.MESSAGE;
    }

    private static @Nullable String queueId(String text) {
        var matcher = QUEUE_ID.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }
}
