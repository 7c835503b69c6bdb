package lettermill.sender;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * A domain that mail is sent from.
 *
 * @param host domain and subdomain joined, an A-label
 * @param dnsRecords what its owner has to publish, and how it was found at {@code checkedAt}
 * @param override who lets it send unverified; null for nobody
 * @param lackingSince since when some record is missing or wrong; null when none is
 * @param nextCheckAt when the records are looked at again; null until somebody asks for the first time
 * @param dailyLimit cap of mails a day; null for none
 * @param dailySent sends of {@code dailyDate}, a date in the workspace's time zone
 */
public record SendingDomain(
        UUID id,
        WorkspaceId workspaceId,
        String domain,
        @Nullable String subdomain,
        String host,
        DomainStatus status,
        DnsRecords dnsRecords,
        @Nullable Instant checkedAt,
        @Nullable Instant nextCheckAt,
        @Nullable Instant lackingSince,
        @Nullable Override override,
        @Nullable Integer dailyLimit,
        int dailySent,
        @Nullable LocalDate dailyDate,
        @Nullable String defaultFromName,
        @Nullable String defaultReplyTo,
        int healthScore,
        HealthStatus healthStatus,
        @JsonProperty("is_default") boolean isDefault,
        Instant createdAt,
        Instant updatedAt) {

    /** An owner's word that the domain may send though its DNS records aren't verified. */
    public record Override(String by, String reason, Instant at) {}

    /** Whether mail may leave in its name: a pause holds whatever else is true. */
    public boolean sendable() {
        return status != DomainStatus.PAUSED && (status.proven() || override != null);
    }

    /** Who lets it send though its records do not prove it; null when they do, or when nobody does. */
    public @Nullable Override overrideInUse() {
        return status.proven() ? null : override;
    }
}
