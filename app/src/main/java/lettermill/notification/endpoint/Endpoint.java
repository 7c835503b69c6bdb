package lettermill.notification.endpoint;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where events are posted to.
 *
 * @param eventTypes names as {@code message.send}, or {@code *} alone for all, later ones too
 * @param active nothing new is queued for one that is not, and what waits rests
 * @param disabledReason why it was ended by itself; null while active, and where a person did it
 * @param failingSince since when nothing got through; null after a success
 */
public record Endpoint(
        UUID id,
        String url,
        String description,
        List<String> eventTypes,
        boolean active,
        @Nullable String disabledReason,
        @Nullable Instant failingSince,
        Instant createdAt,
        Instant updatedAt) {}
