package lettermill.reputation.blocklist;

import java.util.List;
import lettermill.base.WorkspaceId;

/**
 * Published in the transaction that wrote down that something came onto blocklists on which it was not before.
 *
 * @param subject a domain, or an address
 * @param origin the domain or the mail server it belongs to
 * @param listings the new ones, at least one
 */
public record SubjectListed(WorkspaceId workspace, String subject, String origin, List<On> listings) {

    /** On which list, with its codes and its words. */
    public record On(String list, List<String> codes, String detail) {}

    public SubjectListed {
        listings = List.copyOf(listings);
    }
}
