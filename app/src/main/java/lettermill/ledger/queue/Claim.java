package lettermill.ledger.queue;

import java.time.Instant;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import org.jspecify.annotations.Nullable;

/**
 * A message leased to this process.
 *
 * @param subscriber null for a test sent to a bare address
 * @param contextJson what only this message says to its template, as JSON; null for nothing
 * @param attempts how often it was handed over before
 * @param firstAttemptAt when it was first handed over; null if never
 */
public record Claim(
        MessageId message,
        @Nullable SubscriberId subscriber,
        String email,
        @Nullable String recipientName,
        @Nullable String contextJson,
        int attempts,
        @Nullable Instant firstAttemptAt) {}
