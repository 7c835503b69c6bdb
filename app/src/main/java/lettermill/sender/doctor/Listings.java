package lettermill.sender.doctor;

import java.time.Instant;
import java.util.List;
import lettermill.base.WorkspaceId;
import lettermill.wire.blocklist.BlocklistAnswer.Verdict;
import org.jspecify.annotations.Nullable;

/** What blocklists say of a domain, known by who asks them. */
public interface Listings {

    /** The last word of each list on a domain; nothing while no list is configured. */
    List<ListStatement> of(WorkspaceId workspace, String host);

    /**
     * A list's last word.
     *
     * @param codes the list's answer, such as 127.0.0.2
     * @param detail the list's words on a listing, or why nothing is known
     * @param listedSince when it was first seen listed, without having been seen clean since; null where it is not
     */
    record ListStatement(
            String list,
            Verdict verdict,
            List<String> codes,
            String detail,
            @Nullable Instant listedSince,
            Instant lookedUpAt) {}
}
