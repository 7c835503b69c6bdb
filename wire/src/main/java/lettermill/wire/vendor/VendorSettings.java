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

    /**
     * Amazon SES, API version 2.
     *
     * @param region where the account sends from, for example {@code eu-central-1}; part of each signature
     * @param configurationSet publishes the events; null for the account's default
     */
    record Ses(URI endpoint, String region, @Nullable String configurationSet) implements VendorSettings {
        public Ses {
            requireEndpoint(endpoint);
            require(region.matches("[a-z]{2}(-[a-z]+)+-\\d"), "region", "must be like eu-central-1");
            require(
                    configurationSet == null || configurationSet.matches("[A-Za-z0-9_-]{1,64}"),
                    "configurationSet",
                    "must be 1 to 64 letters, digits, _ and -");
        }
    }

    /** SendGrid, API version 3. */
    record SendGrid(URI endpoint, Mode mode) implements VendorSettings {
        public SendGrid {
            requireEndpoint(endpoint);
        }
    }

    /**
     * Mailgun, API version 3.
     *
     * @param domain the sending domain as Mailgun knows it
     */
    record Mailgun(URI endpoint, String domain, Mode mode) implements VendorSettings {
        public Mailgun {
            requireEndpoint(endpoint);
            require(
                    domain.matches("(?i)[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})+"),
                    "domain",
                    "must be like mg.example.org");
        }
    }

    /**
     * Postmark; for its sandbox take the token of a sandbox server.
     *
     * @param messageStream {@code broadcast} or {@code outbound}, or a stream's own id
     */
    record Postmark(URI endpoint, String messageStream) implements VendorSettings {
        public Postmark {
            requireEndpoint(endpoint);
            require(
                    messageStream.matches("[a-z0-9][a-z0-9_-]{0,29}"),
                    "messageStream",
                    "must be a stream's id: lower-case letters, digits, _ and -");
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
