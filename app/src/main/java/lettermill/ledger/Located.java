package lettermill.ledger;

import java.time.Instant;
import lettermill.base.CampaignId;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * To whom a message belongs.
 *
 * @param campaign null for a test or an onboarding letter
 * @param subscriber null for a test sent to a bare address
 * @param sentAt null while it is not known to have left
 */
public record Located(
        MessageId message,
        WorkspaceId workspace,
        @Nullable CampaignId campaign,
        @Nullable SubscriberId subscriber,
        @Nullable Instant sentAt,
        RecipientStatus status) {}
