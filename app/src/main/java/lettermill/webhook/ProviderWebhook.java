package lettermill.webhook;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import lettermill.base.Problem;
import lettermill.ledger.EventType;
import lettermill.provider.ProviderType;

/** One vendor's way to report what became of mail. Implementations are safe for use by several threads. */
public interface ProviderWebhook {

    ProviderType vendor();

    /** What is wrong with a credential for this vendor; empty when nothing is. */
    List<Problem.Field> faults(WebhookCredential credential);

    /**
     * Checks that a callback comes from the vendor, for this provider, and lately. No request goes out for one that does not.
     *
     * @return what must be accepted once only, where the vendor's proof could be used for another body
     * @throws Problem.Unauthenticated when it proves nothing, or is too old
     * @throws Problem.Unavailable when the proof can't be checked at present
     */
    Optional<String> verify(Callback callback, WebhookCredential credential);

    /**
     * Answers a vendor's question whether its callbacks are wanted; called for verified callbacks.
     *
     * @throws Problem.Unavailable when the vendor did not hear the answer
     */
    default void greet(Callback callback, WebhookCredential credential) {}

    /**
     * Reads a body. Pure: the same octets give the same events with the same keys.
     *
     * @throws Problem.Invalid when it is no JSON, or another kind of hook than the one for events of sent mail
     */
    Reading read(Callback callback);

    /** Every word the vendor has for an event, and what it means here; empty for those left out on purpose. */
    SortedMap<String, Optional<EventType>> vocabulary();
}
