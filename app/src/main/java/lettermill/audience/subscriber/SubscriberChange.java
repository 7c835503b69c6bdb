package lettermill.audience.subscriber;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What to change of a person; absent stays, what is given replaces the whole field. The status has endpoints of its own. */
record SubscriberChange(
        @Nullable @Size(min = 3, max = 1000) String email,
        @Nullable @Size(max = 200) String name,
        @Nullable @Size(max = 200) Map<String, @Nullable Object> attributes,
        @Nullable @Size(max = 100) List<@NotBlank @Size(max = 100) String> tags,
        @Nullable @Size(max = 100) List<UUID> lists) {}
