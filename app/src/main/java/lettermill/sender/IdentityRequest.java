package lettermill.sender;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * An identity as a client asks for it; its domain is found by the address.
 *
 * @param displayName the name shown beside the address; the domain's default unless given
 */
public record IdentityRequest(
        @Nullable String email,
        @Nullable String displayName,
        @Nullable String replyTo,
        @JsonProperty("is_default") @Nullable Boolean isDefault) {

    /** What can change later; another address is another identity. */
    public record Changes(
            @Nullable String displayName,
            @Nullable String replyTo,
            @JsonProperty("is_default") @Nullable Boolean isDefault) {}
}
