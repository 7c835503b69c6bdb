package lettermill.campaign;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Tally;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as it stands.
 *
 * @param statusNote what a person should know about the status; null for nothing
 * @param continuesAt when sending goes on by itself; null while it goes on or rests for a person
 * @param templateVersionId what is mailed; null until sending starts
 * @param materialisedAt when its messages were made
 */
public record Campaign(
        CampaignId id,
        WorkspaceId workspaceId,
        CampaignStatus status,
        @Nullable String statusNote,
        @Nullable Instant continuesAt,
        @Nullable Instant scheduledAt,
        @JsonUnwrapped CampaignRequest content,
        @Nullable Long templateVersionId,
        @Nullable Instant materialisedAt,
        @JsonUnwrapped Tally counts,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        Instant createdAt,
        Instant updatedAt) {

    /** How it is sent; what it is about is its template's category. */
    public enum Type {
        ONE_TIME,
        RECURRING,
        TRIGGERED
    }

    /**
     * Published in the transaction that moved a campaign from one status to another.
     *
     * @param note why, where there is something to say
     */
    public record Moved(
            WorkspaceId workspace,
            CampaignId campaign,
            String name,
            CampaignStatus from,
            CampaignStatus to,
            @Nullable String note,
            Instant at) {}

    String name() {
        return String.valueOf(content.name());
    }
}
