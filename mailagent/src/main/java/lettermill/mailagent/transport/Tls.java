package lettermill.mailagent.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import lettermill.wire.SmtpProvider.Endpoint;
import lettermill.wire.SmtpProvider.Trust;

/** TLS over a connected socket, with the server's certificate verified for the host we meant to reach. */
final class Tls {
    private Tls() {}

    static SSLSocket wrap(Socket socket, Endpoint endpoint, InetAddress address) throws IOException {
        boolean anyCertificate = endpoint.trust() == Trust.ANY_ON_LOOPBACK && address.isLoopbackAddress();
        SSLSocketFactory factory = anyCertificate ? trustingFactory() : platformFactory();
        SSLSocket tls = (SSLSocket) factory.createSocket(socket, endpoint.host(), endpoint.port(), true);
        if (!anyCertificate) {
            SSLParameters parameters = tls.getSSLParameters();
            // Named after HTTPS in Java; the rules of RFC 6125 are the same for SMTP.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
        }
        return tls;
    }

    private static SSLSocketFactory platformFactory() {
        try {
            return SSLContext.getDefault().getSocketFactory();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no TLS", missing);
        }
    }

    private static SSLSocketFactory trustingFactory() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustsThisMachine()}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no TLS", missing);
        }
    }

    /** For servers on loopback only, where there is nobody in between. */
    private static final class TrustsThisMachine implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new IllegalStateException("we are the client");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // Any will do: see the class.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
