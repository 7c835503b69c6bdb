package lettermill.sender.share;

import java.util.Map;
import lettermill.base.WorkspaceId;
import lettermill.ledger.outcome.Origin;

/**
 * The caps of a day of one warming.
 *
 * @param caps mails by mailbox provider, {@link MailboxShare#REST} for those not named; empty for no such caps
 */
public record ShareCaps(WorkspaceId workspace, Origin origin, Map<String, Integer> caps) {
    public ShareCaps {
        caps = Map.copyOf(caps);
    }
}
