package lettermill.routing.pool;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A domain or a provider in a pool; one of the two is null.
 *
 * @param weight 1 to 1000; by WEIGHTED a way gets the product of its domain's and its provider's weight
 * @param priority the smaller the earlier
 * @param isActive whether mail may take it by this pool
 */
public record PoolMember(
        @Nullable UUID domainId,
        @Nullable UUID providerId,
        int weight,
        int priority,
        @JsonProperty("is_active") boolean isActive) {}
