package lettermill.mailagent.spf;

import java.net.InetAddress;
import lettermill.mailagent.dns.Family;

/**
 * What is checked.
 *
 * @param address the client's; an IPv4 address mapped into IPv6 is an IPv4 address to Java
 * @param mailFrom the return path; empty for a bounce, which is checked as postmaster of the HELO name (section 2.4)
 * @param helo the name the client gave
 */
public record SpfSubject(InetAddress address, String mailFrom, String helo) {

    /** The sender as the macros have it: never without a local part (section 4.3). */
    String sender() {
        int at = mailFrom.lastIndexOf('@');
        if (mailFrom.isEmpty()) {
            return "postmaster@" + helo;
        }
        return at <= 0 ? "postmaster@" + mailFrom.substring(at + 1) : mailFrom;
    }

    String localPart() {
        return sender().substring(0, sender().lastIndexOf('@'));
    }

    String domain() {
        return sender().substring(sender().lastIndexOf('@') + 1);
    }

    Family family() {
        return Family.of(address);
    }
}
