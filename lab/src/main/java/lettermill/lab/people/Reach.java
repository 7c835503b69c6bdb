package lettermill.lab.people;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Where people may fetch from: loopback, and the origins they were given. Names are never resolved. */
final class Reach {
    private final List<URI> allowed;

    Reach(List<URI> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    boolean covers(URI uri) {
        return isLoopback(uri.getHost()) || allowed.stream().anyMatch(base -> sameOrigin(base, uri));
    }

    private static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException notALiteral) {
            return false;
        }
    }

    private static boolean sameOrigin(URI base, URI uri) {
        return base.getScheme().equalsIgnoreCase(uri.getScheme())
                && base.getHost().toLowerCase(Locale.ROOT).equals(uri.getHost().toLowerCase(Locale.ROOT))
                && base.getPort() == uri.getPort();
    }
}
