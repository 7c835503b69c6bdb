package lettermill.sender;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
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
 * @param configuredLimit cap of mails a day by a person's word; null for none
 * @param dailyLimit cap of mails a day that holds, the lower one of a person's and the warming's; null for none
 * @param dailySent sends of {@code dailyDate}, a date in the workspace's time zone
 * @param warmingDay of the schedule, from 1; null before the warming starts
 * @param pause null while it is not paused
 * @param resumedAt when a person last ended a pause; mail that left before is not held against it
 * @param mailboxScores how single mailbox providers take its mail, 0 to 100, by their names; only where there was enough mail to judge
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
        @Nullable Integer configuredLimit,
        @Nullable Integer dailyLimit,
        int dailySent,
        @Nullable LocalDate dailyDate,
        WarmingStatus warmingStatus,
        @Nullable UUID warmingScheduleId,
        @Nullable Instant warmingStartedAt,
        @Nullable Integer warmingDay,
        @Nullable Pause pause,
        @Nullable Instant resumedAt,
        @Nullable String defaultFromName,
        @Nullable String defaultReplyTo,
        int healthScore,
        HealthStatus healthStatus,
        Map<String, Integer> mailboxScores,
        @JsonProperty("is_default") boolean isDefault,
        Instant createdAt,
        Instant updatedAt) {

    public SendingDomain {
        mailboxScores = Map.copyOf(mailboxScores);
    }

    /** An owner's word that the domain may send though its DNS records aren't verified. */
    public record Override(String by, String reason, Instant at) {}

    /** How far its warming is. */
    public enum WarmingStatus {
        NOT_STARTED,
        IN_PROGRESS,
        PAUSED,
        COMPLETED
    }

    /**
     * Why nothing leaves in its name.
     *
     * @param by a person, or the name of what watches over domains
     */
    public record Pause(Instant at, String by, String reason) {}

    /** Whether mail may leave in its name: a pause holds whatever else is true. */
    public boolean sendable() {
        return status != DomainStatus.PAUSED && (status.proven() || override != null);
    }

    /** Who lets it send though its records do not prove it; null when they do, or when nobody does. */
    public @Nullable Override overrideInUse() {
        return status.proven() ? null : override;
    }
}
