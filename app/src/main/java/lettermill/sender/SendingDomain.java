package lettermill.sender;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.wire.DnsRecord;
import org.jspecify.annotations.Nullable;

/**
 * A domain that mail is sent from.
 *
 * @param host domain and subdomain joined, an A-label
 * @param dnsRecords what its owner has to publish
 * @param override who lets it send unverified; null for nobody
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
        List<DnsRecord> dnsRecords,
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
}
