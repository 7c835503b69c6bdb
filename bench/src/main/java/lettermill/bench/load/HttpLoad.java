package lettermill.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks a server on loopback as fast as a few kept-alive connections can, each with one request under way (RFC 9112 section
 * 9.3): the server is the one that works, not the client.
 */
public final class HttpLoad {
    /** Each with one request under way. */
    public static final int CONNECTIONS = 8;

    private static final int PATIENCE_MILLIS = 30_000;
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0";

    private final int port;

    public HttpLoad(URI base) {
        this.port = base.getPort();
    }

    /**
     * Sends GET requests, each path in turn and from the start again, until all are answered.
     *
     * @return requests a second
     * @throws IOException if an answer is an error or none comes
     */
    public double run(List<String> paths, int requests) throws IOException {
        return exchange(paths.stream().map(this::wire).toList(), requests);
    }

    /**
     * Sends each of these requests once, as its octets are.
     *
     * @return requests a second
     * @throws IOException if an answer is an error or none comes
     */
    public double send(List<byte[]> requests) throws IOException {
        return exchange(requests, requests.size());
    }

    private double exchange(List<byte[]> wires, int requests) throws IOException {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            long start = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                running.add(threads.submit(() -> {
                    ask(wires, requests, next);
                    return null;
                }));
            }
            for (Future<?> connection : running) {
                connection.get();
            }
            return requests / ((System.nanoTime() - start) / 1e9);
        } catch (ExecutionException failed) {
            throw new IOException("asking failed: " + failed.getCause(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stopped);
        }
    }

    private byte[] wire(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUser-Agent: " + BROWSER + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void ask(List<byte[]> wires, int requests, AtomicInteger next) throws IOException {
        Socket socket = connect();
        try {
            HttpAnswers answers = new HttpAnswers(socket.getInputStream());
            for (int number = next.getAndIncrement(); number < requests; number = next.getAndIncrement()) {
                socket.getOutputStream().write(wires.get(number % wires.size()));
                if (answers.read() == HttpAnswers.Connection.CLOSES) {
                    socket.close();
                    socket = connect();
                    answers = new HttpAnswers(socket.getInputStream());
                }
            }
        } finally {
            socket.close();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }
}
