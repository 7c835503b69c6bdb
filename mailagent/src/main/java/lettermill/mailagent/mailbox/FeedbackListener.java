package lettermill.mailagent.mailbox;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import lettermill.wire.feedback.FeedbackDesk;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.server.SMTPServer;

/** Listens for mail that comes back (RFC 5321). Whoever delivers it has to keep it until it is stored here. */
public final class FeedbackListener implements AutoCloseable {

    private static final int CONNECTIONS = 100;
    private static final int RECIPIENTS = 20;
    private static final int PATIENCE_SECONDS = 60;

    private final SMTPServer server;

    private FeedbackListener(SMTPServer server) {
        this.server = server;
    }

    /**
     * Starts to listen.
     *
     * @param address with port 0 for a free one
     * @param hostName as it greets, the name that MX records lead to
     * @param tls offers STARTTLS (RFC 3207) with its certificate; null offers none
     * @throws RuntimeException if the port is taken
     */
    public static FeedbackListener start(
            InetSocketAddress address, String hostName, FeedbackDesk desk, @Nullable SSLContext tls) {
        SMTPServer.Builder server = builder(address, hostName, desk);
        SMTPServer built = (tls == null ? server.hideTLS() : server.enableTLS().startTlsSocketFactory(tls)).build();
        built.start();
        return new FeedbackListener(built);
    }

    /** The same over LMTP (RFC 2033), for a mail server of one's own; not on port 25. */
    public static FeedbackListener startLmtp(InetSocketAddress address, String hostName, FeedbackDesk desk) {
        FeedbackListener listener =
                new FeedbackListener(builder(address, hostName, desk).hideTLS().build());
        Lmtp.speak(listener.server);
        listener.server.start();
        return listener;
    }

    private static SMTPServer.Builder builder(InetSocketAddress address, String hostName, FeedbackDesk desk) {
        return SMTPServer.port(address.getPort())
                .bindAddress(address.getAddress())
                .hostName(hostName)
                .softwareName("Lettermill")
                .maxConnections(CONNECTIONS)
                .maxRecipients(RECIPIENTS)
                .maxMessageSize(Visit.LARGEST)
                .connectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .messageHandlerFactory(context -> new Visit(desk));
    }

    public int port() {
        return server.getPortAllocated();
    }

    /** Stops listening; mail in the middle of its transfer gets no answer and is brought again. */
    @Override
    public void close() {
        server.stop();
    }
}
