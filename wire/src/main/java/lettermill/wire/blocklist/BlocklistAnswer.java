package lettermill.wire.blocklist;

import java.util.List;

/**
 * What a list says about a domain or an address.
 *
 * @param subject the domain, or the address in its usual form
 * @param list the list's name
 * @param codes the addresses it answered with, such as 127.0.0.2; none where it does not list the subject
 * @param detail the list's own words on a listing, or why nothing is known; empty where there is nothing to say
 * @param tookMillis how long the answer took, in milliseconds
 */
public record BlocklistAnswer(
        String subject, String list, Verdict verdict, List<String> codes, String detail, long tookMillis) {

    public enum Verdict {
        LISTED,
        CLEAN,
        /** The list refused to answer, did not answer, or gave an answer that is no list's. This says nothing about the subject. */
        UNKNOWN
    }

    public BlocklistAnswer {
        codes = List.copyOf(codes);
    }
}
