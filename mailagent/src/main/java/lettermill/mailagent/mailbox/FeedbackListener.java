package lettermill.mailagent.mailbox;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import lettermill.wire.feedback.FeedbackDesk;
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
     * @throws RuntimeException if the port is taken
     */
    public static FeedbackListener start(InetSocketAddress address, String hostName, FeedbackDesk desk) {
        SMTPServer server = SMTPServer.port(address.getPort())
                .bindAddress(address.getAddress())
                .hostName(hostName)
                .softwareName("Lettermill")
                .hideTLS()
                .maxConnections(CONNECTIONS)
                .maxRecipients(RECIPIENTS)
                .maxMessageSize(Visit.LARGEST)
                .connectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .messageHandlerFactory(context -> new Visit(desk))
                .build();
        server.start();
        return new FeedbackListener(server);
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
