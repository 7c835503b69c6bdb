package lettermill.wire.vendor;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import lettermill.wire.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/** Where a vendor's API is and what to tell it with each letter. */
public sealed interface VendorSettings {

    /** The address that the vendor's paths follow, without a slash at its end; https, or http on this machine. */
    URI endpoint();

    /** Whether the vendor is to send what it takes. */
    enum Mode {
        LIVE,
        /** The vendor checks each request and delivers nothing. */
        SANDBOX
    }

    /** SendGrid, API version 3. */
    record SendGrid(URI endpoint, Mode mode) implements VendorSettings {
        public SendGrid {
            requireEndpoint(endpoint);
        }
    }

    private static void require(boolean valid, String field, String reason) {
        if (!valid) {
            throw new InvalidFieldException(field, reason);
        }
    }

    private static void requireEndpoint(URI endpoint) {
        String host = endpoint.getHost();
        boolean secure = "https".equals(endpoint.getScheme()) || "http".equals(endpoint.getScheme()) && loopback(host);
        require(
                host != null
                        && secure
                        && endpoint.getRawUserInfo() == null
                        && endpoint.getRawQuery() == null
                        && endpoint.getRawFragment() == null
                        && !endpoint.getRawPath().endsWith("/"),
                "endpoint",
                "must be https://host, or http:// to this machine, without a slash at its end");
    }

    /** Decided by the text alone: a name that resolves to this machine today may not tomorrow. */
    private static boolean loopback(@Nullable String host) {
        if (host == null || host.equals("localhost")) {
            return host != null;
        }
        try {
            InetAddress literal = InetAddress.ofLiteral(host.replaceAll("^\\[|]$", ""));
            return literal.isLoopbackAddress()
                    && !(literal instanceof Inet6Address six && six.isIPv4CompatibleAddress());
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
