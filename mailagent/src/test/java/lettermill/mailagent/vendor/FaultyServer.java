package lettermill.mailagent.vendor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that reads one request per connection and then does as it is told, in octets. */
final class FaultyServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Manner manner;
    final AtomicInteger requests = new AtomicInteger();
    final CountDownLatch closed = new CountDownLatch(1);

    /** What it does with a connection. */
    @FunctionalInterface
    interface Manner {
        void serve(FaultyServer server, Socket connection) throws IOException, InterruptedException;
    }

    FaultyServer(Manner manner) throws IOException {
        this.manner = manner;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    /** Reads the request and answers with these octets, then closes. */
    static FaultyServer answering(String... pieces) throws IOException {
        return new FaultyServer((server, connection) -> {
            server.readRequest(connection);
            for (String piece : pieces) {
                connection.getOutputStream().write(piece.getBytes(StandardCharsets.UTF_8));
                connection.getOutputStream().flush();
            }
        });
    }

    /** A whole answer. */
    static String answer(String head, String body) {
        return "HTTP/1.1 " + head + "\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n"
                + body;
    }

    void readRequest(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                return;
            }
            head.append((char) octet);
        }
        int at = head.toString().toLowerCase(Locale.ROOT).indexOf("content-length: ");
        if (at >= 0) {
            String length = head.substring(at + 16, head.indexOf("\r\n", at));
            in.readNBytes(Integer.parseInt(length));
        }
        requests.incrementAndGet();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            manner.serve(this, connection);
        } catch (IOException gone) {
            // The client has hung up, as some of these tests want it.
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
