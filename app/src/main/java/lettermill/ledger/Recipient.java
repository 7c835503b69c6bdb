package lettermill.ledger;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.UUID;
import lettermill.base.CampaignId;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import org.jspecify.annotations.Nullable;

/**
 * One person of a campaign, as people read it.
 *
 * @param reason why it was skipped or failed, or why its end is unknown: a name
 * @param reasonDetail the words of whoever refused or deferred it last
 */
public record Recipient(
        MessageId id,
        @Nullable CampaignId campaignId,
        @Nullable String recordId,
        @Nullable SubscriberId subscriberId,
        String email,
        @Nullable String recipientName,
        RecipientStatus status,
        MessagePhase phase,
        @Nullable String reason,
        @Nullable String reasonDetail,
        int attempts,
        @Nullable UUID providerId,
        @Nullable String routeReason,
        @Nullable String providerMessageId,
        @Nullable Instant nextAttemptAt,
        @JsonUnwrapped Times times,
        int openCount,
        int clickCount) {

    /** When each thing happened first. */
    public record Times(
            @Nullable Instant sentAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant openedAt,
            @Nullable Instant clickedAt,
            @Nullable Instant bouncedAt,
            @Nullable Instant unsubscribedAt,
            @Nullable Instant complainedAt) {}
}
