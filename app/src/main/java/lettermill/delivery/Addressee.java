package lettermill.delivery;

import java.util.Map;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import lettermill.ledger.queue.Claim;
import org.jspecify.annotations.Nullable;

/** A claimed message and what is known at this moment of whom it goes to. */
record Addressee(Claim claim, String email, String name, Map<String, @Nullable Object> attributes) {

    MessageId message() {
        return claim.message();
    }

    @Nullable
    SubscriberId subscriber() {
        return claim.subscriber();
    }

    /** The mail domain, an A-label in lower case. */
    String destination() {
        return email.substring(email.lastIndexOf('@') + 1);
    }

    /** The same after an attempt at which it did not leave. */
    Addressee again() {
        Claim after = new Claim(
                claim.message(),
                claim.subscriber(),
                claim.email(),
                claim.recipientName(),
                claim.contextJson(),
                claim.attempts() + 1,
                claim.firstAttemptAt());
        return new Addressee(after, email, name, attributes);
    }
}
