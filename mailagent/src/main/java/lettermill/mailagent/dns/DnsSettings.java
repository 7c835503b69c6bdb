package lettermill.mailagent.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.ResolverConfig;

/**
 * Whom to ask and how long to wait.
 *
 * @param servers recursive resolvers, asked in this order
 * @param patience the wait for one server to answer once
 * @param rounds how often the list is gone through before the question counts as unanswered
 */
public record DnsSettings(List<InetSocketAddress> servers, Duration patience, int rounds) {
    private static final int PORT = 53;

    public DnsSettings {
        servers = List.copyOf(servers);
        if (servers.isEmpty() || patience.isNegative() || patience.isZero() || rounds < 1) {
            throw new IllegalArgumentException("DNS needs a server, some patience and one round at least");
        }
    }

    /**
     * @param servers {@code 192.0.2.53, [2001:db8::53]:5353}; blank takes the resolvers of the operating system
     * @throws IllegalArgumentException for what is no address
     */
    public static DnsSettings of(String servers, Duration patience) {
        List<InetSocketAddress> list = new ArrayList<>();
        if (servers.isBlank()) {
            list.addAll(ResolverConfig.getCurrentConfig().servers());
        } else {
            for (String server : servers.split(",", -1)) {
                list.add(address(server.strip()));
            }
        }
        if (list.isEmpty()) {
            list.add(new InetSocketAddress("127.0.0.1", PORT));
        }
        return new DnsSettings(list, patience, 2);
    }

    private static InetSocketAddress address(String server) {
        String host = server;
        String port = "";
        if (server.startsWith("[")) {
            int end = server.indexOf(']');
            host = end < 0 ? "" : server.substring(1, end);
            port = end < 0 ? "" : server.substring(end + 1);
        } else if (server.indexOf(':') == server.lastIndexOf(':') && server.indexOf(':') >= 0) {
            host = server.substring(0, server.indexOf(':'));
            port = server.substring(server.indexOf(':'));
        }
        if (host.isEmpty() || !(port.isEmpty() || port.matches(":[1-9][0-9]{0,4}"))) {
            throw new IllegalArgumentException(
                    server + " is no DNS server; one looks like 192.0.2.53 or [2001:db8::53]:5353");
        }
        return new InetSocketAddress(host, port.isEmpty() ? PORT : Integer.parseInt(port.substring(1)));
    }
}
