package lettermill.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one letter. */
public sealed interface Outcome {

    /** The id of the {@link Letter} this is about. */
    long messageId();

    /**
     * The provider has taken the letter and answers for it.
     *
     * @param providerMessageId the provider's own id, by which its later events speak of the letter; null if it gave none
     */
    record Accepted(long messageId, Reply reply, @Nullable String providerMessageId) implements Outcome {}

    /**
     * Not taken now; a later attempt may succeed. Nothing was delivered.
     *
     * @param retryAfter how long the provider wants to be left in peace; null if it did not say
     */
    record Deferred(
            long messageId,
            Reply reply,
            Scope scope,
            @Nullable Duration retryAfter) implements Outcome {
        public Deferred(long messageId, Reply reply, Scope scope) {
            this(messageId, reply, scope, null);
        }

        public enum Scope {
            /** This recipient only, for example greylisting or a full mailbox. */
            RECIPIENT,
            /** The provider asks for less mail to this destination: slow down, fail nothing. */
            DESTINATION_THROTTLE,
            /** The provider cannot be reached or is in trouble: try the next route, or this one later. */
            PROVIDER,
            /** The machine cannot send from the address that the wave names: the provider has not even been asked. */
            SOURCE
        }
    }

    /** Never taken: the same letter would be refused again. */
    record Refused(long messageId, Reply reply, Scope scope) implements Outcome {
        public enum Scope {
            /** The mailbox does not exist or is closed: never write to it again. */
            RECIPIENT,
            /** This letter or its sender is not wanted (policy, reputation, size): says nothing against the recipient. */
            MESSAGE,
            /** The provider refuses us (signing in, unknown provider): another route may do. */
            PROVIDER
        }
    }

    /** Handed over whole, and the answer was lost: delivered or not, nobody knows. Never to be sent again blindly. */
    record Unknown(long messageId, String why) implements Outcome {}
}
