package lettermill.mailagent.dns;

import java.net.InetAddress;
import java.util.Optional;
import java.util.StringJoiner;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** Names between text and DNS. A label may hold any character, as SPF's macros need (RFC 7208 section 7). */
public final class DnsNames {
    private DnsNames() {}

    /** Empty when no such name can exist: an empty label, one over 63 octets, a name over 253 or not ASCII. */
    static Optional<Name> parse(String text) {
        try {
            String escaped = text.replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("(", "\\(")
                    .replace(")", "\\)")
                    .replace(";", "\\;")
                    .replace("@", "\\@")
                    .replace("$", "\\$");
            return Optional.of(Name.fromString(escaped, Name.root));
        } catch (TextParseException impossible) {
            return Optional.empty();
        }
    }

    /** Without a final dot; the root is the empty text. */
    static String text(Name name) {
        return name.equals(Name.root) ? "" : name.toString(true);
    }

    /** The name in the reverse zone that has an address's PTR record. */
    public static String reverseName(InetAddress address) {
        return reversed(address) + (Family.of(address) == Family.IP4 ? ".in-addr.arpa" : ".ip6.arpa");
    }

    /**
     * The labels under which reverse zones and blocklists file an address: octets or nibbles, last first, joined by dots (RFC
     * 5782 section 2).
     */
    public static String reversed(InetAddress address) {
        StringJoiner labels = new StringJoiner(".");
        byte[] octets = address.getAddress();
        for (int i = octets.length - 1; i >= 0; i--) {
            int octet = octets[i] & 0xFF;
            if (octets.length == 4) {
                labels.add(Integer.toString(octet));
            } else {
                labels.add(Integer.toHexString(octet & 0xF)).add(Integer.toHexString(octet >> 4));
            }
        }
        return labels.toString();
    }
}
