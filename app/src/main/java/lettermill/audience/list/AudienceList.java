package lettermill.audience.list;

import java.time.Instant;
import java.util.UUID;

/**
 * A list.
 *
 * @param subscribers how many people are on it, whatever their status
 */
record AudienceList(UUID id, String name, String description, long subscribers, Instant createdAt, Instant updatedAt) {}
