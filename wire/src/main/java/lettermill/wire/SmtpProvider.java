package lettermill.wire;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that relays for us.
 *
 * @param credentials null keeps those stored before; {@link Credentials#NONE} signs in as nobody
 * @param maxConnections connections open at once, of all lanes together, 1 to 100
 * @param heloName the name we greet with (RFC 5321 section 4.1.1.1)
 */
public record SmtpProvider(
        ProviderKey key, Endpoint endpoint, @Nullable Credentials credentials, int maxConnections, String heloName)
        implements ProviderSpec {

    /** How the connection is protected. Certificates are verified whenever there is TLS. */
    public enum Security {
        /** TLS from the first byte (RFC 8314), usually port 465. */
        IMPLICIT_TLS,
        /** STARTTLS (RFC 3207) or no mail, usually port 587. */
        STARTTLS_REQUIRED,
        /** STARTTLS where offered; never signs in over a connection that stayed plain. */
        STARTTLS_OPPORTUNISTIC,
        /** Plain text; only to a server on this machine. */
        NONE
    }

    /** Whose certificates are believed. */
    public enum Trust {
        /** The certificates of the platform, for the host's name. */
        SYSTEM,
        /** Any certificate, as long as the server is on this machine. */
        ANY_ON_LOOPBACK
    }

    /** Where the server listens. */
    public record Endpoint(String host, int port, Security security, Trust trust) {
        public Endpoint {
            DomainKey.requireDomain("host", host);
            InvalidFieldException.require(port >= 1 && port <= 65_535, "port", "must be 1 to 65535");
        }
    }

    /** User name and password of AUTH (RFC 4954). Not printed. */
    public record Credentials(String username, String password) {
        public static final Credentials NONE = new Credentials("", "");

        public Credentials {
            HeaderText.require("username", username);
            HeaderText.require("password", password);
            InvalidFieldException.require(
                    username.isEmpty() == password.isEmpty(), "password", "goes with a user name, and the other way");
        }

        @Override
        public String toString() {
            return "Credentials[" + username + "]";
        }
    }

    public SmtpProvider {
        Objects.requireNonNull(key);
        InvalidFieldException.require(
                maxConnections >= 1 && maxConnections <= 100, "maxConnections", "must be 1 to 100");
        DomainKey.requireDomain("heloName", heloName);
    }
}
