package lettermill.reputation.blocklist;

import java.time.Instant;
import java.util.List;
import lettermill.wire.blocklist.BlocklistAnswer.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a list last said.
 *
 * @param subject a domain, or an address
 * @param origin the domain, the address or the mail server by which it came to be asked about
 * @param codes the list's answer, such as 127.0.0.2
 * @param detail the list's words on a listing, or why nothing is known
 * @param listedSince when it was first seen listed, without having been seen clean since; null where it is not
 * @param tookMs how long the lookup took, in milliseconds
 */
public record Listing(
        String subject,
        String origin,
        String list,
        Verdict verdict,
        List<String> codes,
        String detail,
        @Nullable Instant listedSince,
        long tookMs,
        Instant lookedUpAt) {}
