package lettermill.ledger.queue;

import java.util.List;
import java.util.UUID;

/**
 * Messages leased to this process together.
 *
 * @param id names the lease in all that is done with its messages; to be closed when each has an end or waits again
 */
public record Claims(UUID id, List<Claim> messages) {}
