package lettermill.sender.share;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what single mailbox providers may get of a day's mail. */
@Service
public class MailboxShareService {

    private final MailboxShares shares;

    MailboxShareService(MailboxShares shares) {
        this.shares = shares;
    }

    /** All of a workspace, by the domain or the address they are of. */
    public List<MailboxShare> list(WorkspaceId workspace) {
        return shares.list(workspace);
    }

    /** Makes other changes of these domains' and addresses' shares wait for the end of the caller's transaction. */
    @Transactional
    public void lock(Collection<UUID> origins) {
        shares.lock(origins);
    }

    /** Sets the caps of many warmings; they, their domains and addresses are locked. */
    @Transactional
    public void write(List<ShareCaps> caps) {
        if (!caps.isEmpty()) {
            shares.write(caps);
        }
    }

    /**
     * Reserves sends of a day.
     *
     * @param wanted by id
     * @return how many each cap leaves; none for those that are gone
     */
    @Transactional
    public Map<UUID, Integer> reserve(WorkspaceId workspace, Map<UUID, Integer> wanted, LocalDate day) {
        return wanted.isEmpty() ? Map.of() : shares.reserve(workspace, wanted, day);
    }

    @Transactional
    public void giveBack(WorkspaceId workspace, UUID id, int count, LocalDate day) {
        if (count > 0) {
            shares.giveBack(workspace, id, count, day);
        }
    }
}
