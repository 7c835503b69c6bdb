package lettermill.ledger.queue;

import lettermill.base.SubscriberId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who gets a test of a letter.
 *
 * @param subscriber whose attributes it shows; null for none
 * @param contextJson a JSON object for the template; null for none
 */
public record TestRecipient(
        @Nullable SubscriberId subscriber,
        String email,
        @Nullable String name,
        @Nullable String contextJson) {}
