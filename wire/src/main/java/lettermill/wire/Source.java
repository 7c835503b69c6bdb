package lettermill.wire;

import java.net.InetAddress;

/**
 * An address of this machine that mail is to leave from, and the name by which it greets.
 *
 * @param address in digits, IPv4 or IPv6
 * @param hostname what EHLO says (RFC 5321 section 4.1.1.1), and what the address's PTR record should say
 */
public record Source(String address, String hostname) {

    /** @throws InvalidFieldException for what is no address, or no name */
    public Source {
        try {
            InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidFieldException("address", "is no IP address");
        }
        if (hostname.isBlank() || hostname.chars().anyMatch(c -> c <= ' ' || c == 0x7F)) {
            throw new InvalidFieldException("hostname", "is no host name");
        }
    }

    /** The address itself. */
    public InetAddress inet() {
        return InetAddress.ofLiteral(address);
    }
}
