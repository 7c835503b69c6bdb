package lettermill.audience.segment;

import java.time.Instant;
import java.util.UUID;
import lettermill.audience.filter.AudienceFilter;

/** A saved filter. */
record Segment(
        UUID id, String name, String description, AudienceFilter filters, Instant createdAt, Instant updatedAt) {}
