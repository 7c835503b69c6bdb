package lettermill.ledger.queue;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The way a message takes, noted in its row.
 *
 * @param domainId null for the installation's own From address
 * @param identityId null for the installation's own From address
 * @param ipId the address of one's own that it leaves from; null for whichever the machine takes
 * @param reason why this one, in words for a person
 */
public record Route(
        UUID providerId,
        @Nullable UUID domainId,
        @Nullable UUID identityId,
        @Nullable UUID ipId,
        String reason) {}
