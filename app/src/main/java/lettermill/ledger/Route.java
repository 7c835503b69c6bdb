package lettermill.ledger;

import java.util.UUID;

/**
 * The way a message takes, noted in its row.
 *
 * @param reason why this one, in words for a person
 */
public record Route(UUID providerId, UUID domainId, UUID identityId, String reason) {}
