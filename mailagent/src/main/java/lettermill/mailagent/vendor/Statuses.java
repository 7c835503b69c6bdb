package lettermill.mailagent.vendor;

import java.time.Duration;
import lettermill.mailagent.vendor.Answer.Said;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Deferred;
import lettermill.wire.Outcome.Refused;
import lettermill.wire.Outcome.Unknown;
import lettermill.wire.ProviderStatus.State;
import lettermill.wire.Reply;
import org.jspecify.annotations.Nullable;

/** What the statuses of HTTP mean for a letter, where all vendors use them alike (RFC 9110 section 15). */
final class Statuses {
    static final int TOO_MANY_REQUESTS = 429;

    private Statuses() {}

    /** Whether only the vendor's own words tell what the answer means. */
    static boolean isAboutLetters(int status) {
        return status / 100 == 2 || status == 400 || status == 422;
    }

    /**
     * The outcome by the status alone.
     *
     * @param pause for which the vendor wants no request; null if it did not say
     */
    static Outcome outcome(long messageId, Said said, String explanation, @Nullable Duration pause) {
        Reply reply = reply(said, explanation);
        return switch (said.status()) {
            // The gateway handed the request on and lost the answer.
            case 504 -> new Unknown(messageId, reply.toString());
            case 413 -> new Refused(messageId, reply, Refused.Scope.MESSAGE);
            case 408, 425, TOO_MANY_REQUESTS -> new Deferred(messageId, reply, Deferred.Scope.PROVIDER, pause);
            default ->
                said.status() / 100 == 5
                        ? new Deferred(messageId, reply, Deferred.Scope.PROVIDER, pause)
                        // Key, account, address or plan: a person has to mend it, and another route may do meanwhile.
                        : new Refused(messageId, reply, Refused.Scope.PROVIDER);
        };
    }

    static State state(int status) {
        return switch (status) {
            case 401, 403 -> State.SIGN_IN_REFUSED;
            default -> status / 100 == 5 ? State.UNREACHABLE : State.REFUSED;
        };
    }

    static Reply reply(Said said, String explanation) {
        String words = explanation.isEmpty() ? Words.foreign(said) : Words.printable(explanation);
        return new Reply(said.status(), enhanced(said.status()), words);
    }

    /** The nearest of RFC 3463, so that reports by code read the same whatever the route. */
    private static @Nullable String enhanced(int status) {
        return switch (status) {
            case 401, 403 -> "5.7.8";
            case 402 -> "5.7.0";
            case 413 -> "5.3.4";
            case TOO_MANY_REQUESTS -> "4.3.2";
            default -> status / 100 == 5 ? "4.3.0" : null;
        };
    }
}
