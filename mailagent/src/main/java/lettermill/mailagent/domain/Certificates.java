package lettermill.mailagent.domain;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Whether a browser that follows a link to a host would find a certificate it believes. */
public final class Certificates {
    private static final Duration LIMIT = Duration.ofSeconds(4);

    /** What a handshake brought. */
    sealed interface Handshake {
        record Believed(Instant until) implements Handshake {}

        record Refused(String why) implements Handshake {}

        record Unreachable(String why) implements Handshake {}
    }

    private final SSLSocketFactory factory;

    /** @param factory decides whom to believe; that of the platform in production */
    public Certificates(SSLSocketFactory factory) {
        this.factory = factory;
    }

    /** Connects to the address, which the caller has made sure is ours, and hangs up after the handshake. */
    Handshake shake(String host, InetAddress address, int port) {
        int millis = (int) LIMIT.toMillis();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), millis);
            socket.setSoTimeout(millis);
            try (SSLSocket tls = (SSLSocket) factory.createSocket(socket, host, port, true)) {
                SSLParameters parameters = tls.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                parameters.setServerNames(List.of(new SNIHostName(host)));
                tls.setSSLParameters(parameters);
                tls.startHandshake();
                X509Certificate certificate = (X509Certificate) tls.getSession().getPeerCertificates()[0];
                return new Handshake.Believed(certificate.getNotAfter().toInstant());
            }
        } catch (SSLException refused) {
            return new Handshake.Refused(String.valueOf(refused.getMessage()));
        } catch (IOException unreachable) {
            return new Handshake.Unreachable(String.valueOf(unreachable.getMessage()));
        }
    }
}
