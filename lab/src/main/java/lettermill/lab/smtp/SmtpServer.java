package lettermill.lab.smtp;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Listens on loopback and serves each connection on a thread of its own. */
public final class SmtpServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(SmtpServer.class.getName());
    private static final int IDLE_MILLIS = 300_000;
    private static final int BACKLOG = 256;

    private final ServerSocket listener;
    private final SmtpReceiver receiver;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    /**
     * Starts to listen.
     *
     * @param port 0 takes a free one
     * @throws IOException if the port is taken
     */
    public SmtpServer(int port, SmtpReceiver receiver) throws IOException {
        this.listener = new ServerSocket(port, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
        this.receiver = receiver;
        Thread.ofPlatform().name("smtp-accept").daemon().start(this::acceptAll);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.add(socket);
                if (listener.isClosed()) {
                    socket.close();
                    return;
                }
                Thread.ofVirtual().name("smtp-", socket.getPort()).start(() -> serve(socket));
            } catch (SocketException closed) {
                return;
            } catch (IOException failed) {
                LOG.log(Level.WARNING, "accept failed", failed);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(IDLE_MILLIS);
            new SmtpSession(socket, receiver).serve();
        } catch (SocketTimeoutException | SocketException gone) {
            LOG.log(Level.DEBUG, "client gone: {0}", gone.getMessage());
        } catch (IOException failed) {
            LOG.log(Level.WARNING, "connection failed", failed);
        } finally {
            connections.remove(socket);
        }
    }

    /** Stops listening and cuts all connections; a client in the middle of a mail gets no answer to it. */
    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : connections) {
                socket.close();
            }
        } catch (IOException failed) {
            LOG.log(Level.WARNING, "closing failed", failed);
        }
    }
}
