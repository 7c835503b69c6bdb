package lettermill.notification.endpoint;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be called: those of the public Internet, and the networks of ours that the operator names. An endpoint is
 * a stranger's say on whom our server speaks to, so it must not reach what only our server can.
 */
public final class Networks {

    /** IANA's special-purpose registries (RFC 6890), multicast, the future, and the metadata service that hides among public ones. */
    private static final List<Network> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "168.63.129.16/32",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    // Within 2000::/3, outside of which nothing is public: Teredo and others, documentation, 6to4.
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20")
            .map(Network::of)
            .toList();

    private static final Network GLOBAL_UNICAST = Network.of("2000::/3");

    private final List<Network> ours;

    /** @param ours networks that may be called though they are not public, and without TLS */
    public Networks(List<Network> ours) {
        this.ours = List.copyOf(ours);
    }

    /** Addresses that agree in their leading bits. */
    public record Network(InetAddress base, int length) {

        /**
         * @param text {@code 10.0.0.0/8}, {@code fd00::/8} or one address
         * @throws IllegalArgumentException when it is none
         */
        public static Network of(String text) {
            String[] parts = text.strip().split("/", 2);
            InetAddress base = InetAddress.ofLiteral(parts[0]);
            int bits = base.getAddress().length * Byte.SIZE;
            int length = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
            if (length < 0 || length > bits) {
                throw new IllegalArgumentException(text + " has no such length");
            }
            return new Network(base, length);
        }

        boolean contains(InetAddress address) {
            byte[] left = base.getAddress();
            byte[] right = address.getAddress();
            if (left.length != right.length) {
                return false;
            }
            for (int bit = 0; bit < length; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if (((left[bit / Byte.SIZE] ^ right[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    public boolean mayCall(InetAddress address) {
        return isOurs(address) || isPublic(address);
    }

    /** Whether it lies in a network that the operator named. */
    public boolean isOurs(InetAddress address) {
        return ours.stream().anyMatch(network -> network.contains(address));
    }

    boolean any() {
        return !ours.isEmpty();
    }

    /** An IPv4 address in IPv6 dress is an IPv4 address to Java, and other dresses are not public. */
    private static boolean isPublic(InetAddress address) {
        boolean unicast = !(address instanceof Inet6Address) || GLOBAL_UNICAST.contains(address);
        return unicast && NOT_PUBLIC.stream().noneMatch(network -> network.contains(address));
    }
}
