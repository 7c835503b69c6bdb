package lettermill.audience.subscriber;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import lettermill.audience.SubscriberStatus;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to add.
 *
 * @param status ACTIVE, or PENDING for a person who has yet to confirm
 * @param lists lists of the workspace
 */
record NewSubscriber(
        @NotBlank @Size(max = 1000) String email,
        @Nullable @Size(max = 200) String name,
        @Nullable SubscriberStatus status,
        @Nullable @Size(max = 200) Map<String, @Nullable Object> attributes,
        @Nullable @Size(max = 100) List<@NotBlank @Size(max = 100) String> tags,
        @Nullable @Size(max = 100) List<UUID> lists) {

    String nameOrEmpty() {
        return Objects.requireNonNullElse(name, "").strip();
    }

    SubscriberStatus statusOrActive() {
        return Objects.requireNonNullElse(status, SubscriberStatus.ACTIVE);
    }

    Map<String, @Nullable Object> attributesOrNone() {
        return Objects.requireNonNullElse(attributes, Map.of());
    }

    List<String> tagsOrNone() {
        return Objects.requireNonNullElse(tags, List.<String>of()).stream()
                .map(String::strip)
                .distinct()
                .toList();
    }

    List<UUID> listsOrNone() {
        return Objects.requireNonNullElse(lists, List.of());
    }
}
