package lettermill.audience.subscriber;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.audience.SubscriberStatus;
import lettermill.base.SubscriberId;
import org.jspecify.annotations.Nullable;

/**
 * A person.
 *
 * @param lists the ids of the lists they are on
 * @param importId the import that brought them; null when they came over the API
 */
record Subscriber(
        SubscriberId id,
        String email,
        String name,
        SubscriberStatus status,
        Map<String, @Nullable Object> attributes,
        List<String> tags,
        List<UUID> lists,
        @Nullable UUID importId,
        Instant createdAt,
        Instant updatedAt) {}
