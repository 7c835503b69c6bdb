package lettermill.wire.blocklist;

import java.util.List;

/**
 * Whether something is listed.
 *
 * @param subject a domain name, an address of IPv4 or IPv6 without brackets, or a mail server's name
 * @param lists those that list such things are asked
 */
public record BlocklistQuestion(Kind kind, String subject, List<Blocklist> lists) {

    /** What is asked about. */
    public enum Kind {
        DOMAIN,
        ADDRESS,
        /** A mail server: each of its addresses. */
        HOST
    }

    public BlocklistQuestion {
        lists = List.copyOf(lists);
    }
}
