package lettermill.audience;

import java.time.Instant;
import java.util.UUID;
import lettermill.base.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * One row of a person's consent history.
 *
 * @param message the mail that led to it, if one did
 */
public record ConsentEntry(
        long id,
        ConsentChange change,
        @Nullable UUID categoryId,
        @Nullable SubscriptionFrequency frequency,
        UnsubscribeSource source,
        @Nullable MessageId message,
        String detail,
        Instant occurredAt) {}
