package lettermill.audience.suppression;

import java.time.Instant;
import lettermill.base.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the list.
 *
 * @param value an address in its normal form, a domain, or for ERASED the hash of an erased person's address
 * @param source where the entry came from: API for people's own entries, else what led to it
 * @param messageId the mail that led to it, if one did
 */
record Suppression(
        long id,
        SuppressionKind kind,
        String value,
        SuppressionReason reason,
        String source,
        String note,
        @Nullable MessageId messageId,
        Instant createdAt) {}
