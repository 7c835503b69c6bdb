package lettermill.routing.pool;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A domain, a provider or a dedicated IP in a pool; two of the three are null.
 *
 * @param weight 1 to 1000; by WEIGHTED a way gets the product of the weights of all that is on it
 * @param priority the smaller the earlier
 * @param isActive whether mail may take it by this pool
 */
public record PoolMember(
        @Nullable UUID domainId,
        @Nullable UUID providerId,
        @Nullable UUID ipId,
        int weight,
        int priority,
        @JsonProperty("is_active") boolean isActive) {

    /** Of whatever it is. */
    UUID id() {
        return Objects.requireNonNull(domainId != null ? domainId : providerId != null ? providerId : ipId);
    }
}
