package lettermill.provider;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Objects;
import lettermill.base.Problem;
import lettermill.wire.SmtpProvider;
import org.jspecify.annotations.Nullable;

/**
 * How to reach an SMTP provider.
 *
 * @param host name or address of the server
 * @param port 1 to 65535; 587 unless given
 * @param security how the connection is protected; by the port and the host unless given
 * @param maxConnections connections open at once, 1 to 100; 8 unless given
 * @param heloName the name we greet with; {@code localhost} unless given
 */
public record SmtpSettings(
        String host,
        @Nullable Integer port,
        SmtpProvider.@Nullable Security security,
        @Nullable Integer maxConnections,
        @Nullable String heloName)
        implements ProviderSettings {

    private static final int SUBMISSION = 587;
    private static final int IMPLICIT_TLS = 465;
    private static final int CONNECTIONS = 8;

    @Override
    public SmtpSettings complete() {
        if (host == null || host.isBlank()) {
            throw new Problem.Invalid("settings.host", "is missing", "the name of the mail server");
        }
        int chosenPort = port == null ? SUBMISSION : port;
        return new SmtpSettings(
                host.strip(),
                chosenPort,
                security == null ? securityFor(host.strip(), chosenPort) : security,
                maxConnections == null ? CONNECTIONS : maxConnections,
                heloName == null ? "localhost" : heloName);
    }

    SmtpProvider.Endpoint endpoint() {
        SmtpSettings all = complete();
        SmtpProvider.Trust trust = loopback(all.host) ? SmtpProvider.Trust.ANY_ON_LOOPBACK : SmtpProvider.Trust.SYSTEM;
        return new SmtpProvider.Endpoint(
                all.host, Objects.requireNonNull(all.port), Objects.requireNonNull(all.security), trust);
    }

    private static SmtpProvider.Security securityFor(String host, int port) {
        if (port == IMPLICIT_TLS) {
            return SmtpProvider.Security.IMPLICIT_TLS;
        }
        return loopback(host) ? SmtpProvider.Security.NONE : SmtpProvider.Security.STARTTLS_REQUIRED;
    }

    /** Decided by the text alone: a name that resolves to this machine today may not tomorrow. */
    private static boolean loopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            InetAddress literal = InetAddress.ofLiteral(host);
            return literal.isLoopbackAddress()
                    && !(literal instanceof Inet6Address six && six.isIPv4CompatibleAddress());
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
