package lettermill.audience.category;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A kind of mail.
 *
 * @param templateCategories what templates have to be about for a campaign to get this category by default
 */
record Category(
        UUID id,
        String slug,
        String name,
        String description,
        List<String> templateCategories,
        Instant createdAt,
        Instant updatedAt) {}
