package lettermill.sender;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** An address on a sending domain that mail can be from. */
public record SendingIdentity(
        UUID id,
        WorkspaceId workspaceId,
        UUID domainId,
        String email,
        @Nullable String displayName,
        @Nullable String replyTo,
        @JsonProperty("is_default") boolean isDefault,
        Instant createdAt,
        Instant updatedAt) {}
