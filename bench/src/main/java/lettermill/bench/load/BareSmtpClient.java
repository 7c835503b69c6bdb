package lettermill.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Sends messages as fast as a client can that has nothing else to do: the limit that sending is measured against.
 * A few lanes, each one thread, drive their connections in turn and pipeline the next transaction behind each final dot
 * (RFC 2920), so a connection costs one write and one read per message.
 */
public final class BareSmtpClient {
    private final InetSocketAddress server;
    private final int connections;
    private final int lanes;

    /** Bytes of a message, with CRLF line ends and dots stuffed, without the final dot's line. */
    @FunctionalInterface
    public interface Messages {
        /** @param number counts from 0; called by several threads at once */
        byte[] content(int number);
    }

    /**
     * How it went.
     *
     * @param seconds from the first connection's greeting to the last answer
     */
    public record Run(int messages, double seconds) {
        public double perSecond() {
            return messages / seconds;
        }
    }

    /**
     * A client for one server; it connects when it sends.
     *
     * @param connections all lanes together, at least as many as lanes
     * @param lanes threads; the connections are dealt out to them
     */
    public BareSmtpClient(InetSocketAddress server, int connections, int lanes) {
        if (lanes < 1 || connections < lanes) {
            throw new IllegalArgumentException("at least one lane, and a connection for each");
        }
        this.server = server;
        this.connections = connections;
        this.lanes = lanes;
    }

    /**
     * Sends messages number 0 to count - 1, each once.
     *
     * @throws IOException if the server refuses anything or closes a connection
     */
    public Run send(int count, Messages messages) throws IOException {
        AtomicInteger next = new AtomicInteger();
        IntSupplier tickets = () -> {
            int number = next.getAndIncrement();
            return number < count ? number : BareConnection.NONE;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(lanes)) {
            long start = System.nanoTime();
            List<Future<Integer>> sent = new ArrayList<>();
            for (int lane = 0; lane < lanes; lane++) {
                int share = connections / lanes + (lane < connections % lanes ? 1 : 0);
                sent.add(threads.submit(() -> drive(share, tickets, messages)));
            }
            int total = 0;
            for (Future<Integer> lane : sent) {
                total += lane.get();
            }
            return new Run(total, (System.nanoTime() - start) / 1e9);
        } catch (ExecutionException failed) {
            throw new IOException("sending failed: " + failed.getCause(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stopped);
        }
    }

    /** Each connection in turn: read what it owes, write what comes next. */
    private int drive(int share, IntSupplier tickets, Messages messages) throws IOException {
        List<BareConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < share; i++) {
                open.add(BareConnection.open(server, tickets));
            }
            List<BareConnection> busy = new ArrayList<>(open);
            while (!busy.isEmpty()) {
                for (var turn = busy.iterator(); turn.hasNext(); ) {
                    if (!turn.next().advance(tickets, messages)) {
                        turn.remove();
                    }
                }
            }
            return open.stream().mapToInt(BareConnection::confirmed).sum();
        } finally {
            for (BareConnection connection : open) {
                connection.close();
            }
        }
    }
}
