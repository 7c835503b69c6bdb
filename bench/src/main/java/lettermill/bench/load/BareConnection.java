package lettermill.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntSupplier;

/** One connection of the bare client: says which message is announced and how many answers are owed. */
public final class BareConnection implements AutoCloseable {
    /** A ticket that says there are no messages left. */
    static final int NONE = -1;

    private static final int PATIENCE_MILLIS = 30_000;
    private static final byte[] FINAL_DOT = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] received = new byte[4096];
    private int position;
    private int limit;
    private byte[] toSend = new byte[64 * 1024];
    private int length;
    private int announced = NONE;
    private int owed;
    private boolean contentSent;
    private int confirmed;

    private BareConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** Connects, greets and announces a first message. */
    static BareConnection open(InetSocketAddress server, IntSupplier tickets) throws IOException {
        BareConnection connection = new BareConnection(new Socket(server.getAddress(), server.getPort()));
        connection.readAnswers(1);
        connection.append("EHLO bench.example\r\n".getBytes(StandardCharsets.US_ASCII));
        connection.flush();
        connection.readAnswers(1);
        connection.announce(tickets.getAsInt());
        connection.flush();
        return connection;
    }

    /**
     * Reads the answers that are owed, then sends the announced message and announces the next in the same write.
     *
     * @return false when everything is sent and answered; the connection is then quit
     */
    boolean advance(IntSupplier tickets, BareSmtpClient.Messages messages) throws IOException {
        readAnswers(owed);
        owed = 0;
        if (contentSent) {
            confirmed++;
            contentSent = false;
        }
        if (announced == NONE) {
            append("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            flush();
            return false;
        }
        append(messages.content(announced));
        append(FINAL_DOT);
        owed = 1;
        contentSent = true;
        announce(tickets.getAsInt());
        flush();
        return true;
    }

    /** Messages whose final dot was answered with 250. */
    int confirmed() {
        return confirmed;
    }

    private void announce(int number) {
        announced = number;
        if (number != NONE) {
            String envelope =
                    "MAIL FROM:<bench@sender.example>\r\nRCPT TO:<person" + number + "@sink.example>\r\nDATA\r\n";
            append(envelope.getBytes(StandardCharsets.US_ASCII));
            owed += 3;
        }
    }

    private void append(byte[] bytes) {
        if (length + bytes.length > toSend.length) {
            toSend = Arrays.copyOf(toSend, 2 * (length + bytes.length));
        }
        System.arraycopy(bytes, 0, toSend, length, bytes.length);
        length += bytes.length;
    }

    private void flush() throws IOException {
        out.write(toSend, 0, length);
        length = 0;
    }

    /** Counts last lines of replies; anything but 2xx and 3xx ends the run. */
    private void readAnswers(int count) throws IOException {
        System.arraycopy(received, position, received, 0, limit - position);
        limit -= position;
        position = 0;
        for (int answers = 0; answers < count; ) {
            int lineStart = position;
            int end = lineEnd();
            byte first = received[lineStart];
            if (first != '2' && first != '3') {
                throw new IOException(
                        "refused: " + new String(received, lineStart, end - lineStart, StandardCharsets.US_ASCII));
            }
            if (end - lineStart < 4 || received[lineStart + 3] != '-') {
                answers++;
            }
        }
    }

    /** Moves behind the next line feed and returns where the line ended. */
    private int lineEnd() throws IOException {
        int scan = position;
        while (true) {
            for (; scan < limit; scan++) {
                if (received[scan] == '\n') {
                    position = scan + 1;
                    return scan;
                }
            }
            if (limit == received.length) {
                throw new IOException("answer too long");
            }
            int count = in.read(received, limit, received.length - limit);
            if (count < 0) {
                throw new IOException("connection closed by the server");
            }
            limit += count;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
