package lettermill.mailagent.blocklist;

import java.net.InetAddress;
import java.util.Optional;
import lettermill.wire.blocklist.Blocklist;

/**
 * What the address in a list's answer means. Addresses of 127.0.0.0/8 are listings (RFC 5782 section 2.1), except those by which
 * lists say that they will not answer: 127.255.255.0/24 is Spamhaus's, and other lists have taken it over; 127.0.0.1 is that
 * of SURBL and URIBL, and no listing by the RFC; 127.0.1.255 is a list of domains that was asked about an address. What is outside
 * of 127.0.0.0/8 comes from a resolver that makes answers up, or from whoever has bought the zone of a list that is no more.
 */
final class ListingCode {

    private static final int LOOPBACK = 127;
    private static final int LAST = 255;
    private static final int MISSPELT = 252;
    private static final int PUBLIC_RESOLVER = 254;

    private ListingCode() {}

    /** Why an answer is no listing, in words; empty for a listing. */
    static Optional<String> refusal(InetAddress code, Blocklist.Content content) {
        byte[] octets = code.getAddress();
        int first = octets[0] & LAST;
        int second = octets[1] & LAST;
        int third = octets[2] & LAST;
        int fourth = octets[3] & LAST;
        if (first != LOOPBACK) {
            return Optional.of("the answer " + code.getHostAddress() + " is no list's");
        }
        if (second == LAST && third == LAST) {
            return Optional.of("the list refuses to answer: "
                    + switch (fourth) {
                        case MISSPELT -> "its zone is misspelt";
                        case PUBLIC_RESOLVER -> "it is asked through a public resolver, or without a customer's key";
                        case LAST -> "it is asked too often";
                        default -> code.getHostAddress();
                    });
        }
        if (second == 0 && third == 0 && fourth == 1) {
            return Optional.of("the list refuses to answer our resolver: 127.0.0.1");
        }
        if (content == Blocklist.Content.DOMAINS && second == 0 && third == 1 && fourth == LAST) {
            return Optional.of("the list was asked about an address: 127.0.1.255");
        }
        return Optional.empty();
    }
}
