package lettermill.wire.domain;

import java.util.List;

/**
 * The hosts that take a domain's mail, by its MX records (RFC 5321 section 5.1).
 *
 * @param domain as it was asked for
 * @param hosts in lower case without a final dot, the preferred one first; empty unless known
 */
public record MailHosts(String domain, Known known, List<String> hosts) {

    /** What DNS says. */
    public enum Known {
        HOSTS,
        /** There is no such domain, it has no MX record, or it says that it takes no mail (RFC 7505). */
        NONE,
        /** Nobody has answered yet. */
        UNKNOWN
    }

    public MailHosts {
        hosts = List.copyOf(hosts);
    }
}
