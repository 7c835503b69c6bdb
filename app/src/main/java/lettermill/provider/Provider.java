package lettermill.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.wire.ProviderKey;
import org.jspecify.annotations.Nullable;

/**
 * A carrier of mail, without its secrets.
 *
 * @param workspaceId null for the installation's own provider
 * @param settings how to reach it; null for a vendor that only reports, by its webhooks
 * @param pausedAt since when no mail leaves through it, at a person's wish; null while it may
 * @param lastError what went wrong at the last check or wave; null when nothing did
 * @param currentDailySends sends of {@code dailySendsDate}, a date in the workspace's time zone
 */
public record Provider(
        UUID id,
        @Nullable WorkspaceId workspaceId,
        String name,
        ProviderType providerType,
        @Nullable ProviderSettings settings,
        @Nullable Integer maxSendsPerSecond,
        @Nullable Integer maxSendsPerMinute,
        @Nullable Integer maxSendsPerDay,
        int currentDailySends,
        @Nullable LocalDate dailySendsDate,
        int priority,
        @JsonProperty("is_default") boolean isDefault,
        @Nullable Instant pausedAt,
        @Nullable Instant lastCheckAt,
        @Nullable String lastCheckStatus,
        @Nullable String lastError,
        Breaker breaker,
        Instant createdAt,
        Instant updatedAt) {

    public ProviderKey key() {
        return new ProviderKey(workspaceId == null ? null : workspaceId.value(), id);
    }

    /** The same with another state of its breaker. */
    public Provider with(Breaker now) {
        return new Provider(
                id,
                workspaceId,
                name,
                providerType,
                settings,
                maxSendsPerSecond,
                maxSendsPerMinute,
                maxSendsPerDay,
                currentDailySends,
                dailySendsDate,
                priority,
                isDefault,
                pausedAt,
                lastCheckAt,
                lastCheckStatus,
                lastError,
                now,
                createdAt,
                updatedAt);
    }

    /** Whether mail can leave through it, when it is not paused. */
    public boolean sends() {
        return settings != null;
    }

    /** The cap on its speed; empty for none. */
    public Optional<SendRate> rate() {
        if (maxSendsPerSecond != null) {
            return Optional.of(SendRate.perSecond(maxSendsPerSecond));
        }
        return maxSendsPerMinute == null ? Optional.empty() : Optional.of(SendRate.perMinute(maxSendsPerMinute));
    }
}
