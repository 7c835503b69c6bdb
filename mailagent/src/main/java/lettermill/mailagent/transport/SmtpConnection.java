package lettermill.mailagent.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import lettermill.mailagent.mime.MimeMessage;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a mail server: writes bytes, reads replies, each within a time limit that {@link #closeIfOverdue} enforces
 * from another thread. Used by one thread at a time.
 */
final class SmtpConnection implements Closeable {
    private static final byte[] QUIT = {'Q', 'U', 'I', 'T', '\r', '\n'};

    private Socket socket;
    private ReplyReader replies;
    private OutputStream out;
    private Map<String, String> extensions = Map.of();
    private final TimeLimit limit = new TimeLimit();
    private MimeMessage current = new MimeMessage();
    private MimeMessage spare = new MimeMessage();
    private boolean reused;

    /** When the running read or write has to be done, in {@link System#nanoTime} terms; 0 while none is running. */
    private static final class TimeLimit {
        private volatile long end;
        private volatile String waitingFor = "";
        private volatile @Nullable String passed;
    }

    SmtpConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.replies = new ReplyReader(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Goes on over TLS. What came in clear behind the reply to STARTTLS would be an attacker's (CVE-2011-0411). */
    void protect(Socket tls) throws IOException {
        if (replies.hasBuffered()) {
            throw new IOException("the server sent more than the reply to STARTTLS");
        }
        socket = tls;
        replies = new ReplyReader(tls.getInputStream());
        out = tls.getOutputStream();
        extensions = Map.of();
    }

    Socket socket() {
        return socket;
    }

    /** The parameters of each extension of EHLO, by its name in upper case. */
    Map<String, String> extensions() {
        return extensions;
    }

    void setExtensions(Map<String, String> offered) {
        extensions = offered;
    }

    boolean offers(String extension) {
        return extensions.containsKey(extension);
    }

    /** Where the next letter is composed while the one announced still waits in the other. */
    MimeMessage spare() {
        return spare;
    }

    void swapMessages() {
        MimeMessage last = current;
        current = spare;
        spare = last;
    }

    /** Whether it has served an earlier wave: then the server may have closed it meanwhile, which is nobody's fault. */
    boolean isReused() {
        return reused;
    }

    void markReused() {
        reused = true;
    }

    void write(byte[] octets, int from, int to, Duration within) throws IOException {
        start(within, "the server to take what we send");
        out.write(octets, from, to - from);
        done();
    }

    void writeLine(String line, Duration within) throws IOException {
        byte[] octets = (line + "\r\n").getBytes(StandardCharsets.UTF_8);
        write(octets, 0, octets.length, within);
    }

    SmtpReply read(Duration within) throws IOException {
        start(within, "the server's reply");
        SmtpReply reply = replies.read();
        done();
        return reply;
    }

    SmtpReply ask(String command, Duration within) throws IOException {
        writeLine(command, within);
        return read(within);
    }

    /** Runs TLS handshakes under the same guard as reads and writes. */
    void start(Duration within, String waitingFor) {
        limit.waitingFor = waitingFor;
        limit.end = System.nanoTime() + within.toNanos();
    }

    void done() {
        limit.end = 0;
    }

    /** Closes the socket under a read or write that takes too long, which then fails; called by the watching thread. */
    void closeIfOverdue(long nanoTime) {
        long end = limit.end;
        if (end != 0 && nanoTime - end > 0) {
            limit.passed = "gave up waiting for " + limit.waitingFor;
            limit.end = 0;
            close();
        }
    }

    /** Why an operation failed, in words for the person who reads the message's history. */
    String explain(IOException failure) {
        String passed = limit.passed;
        if (passed != null) {
            return passed;
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /** Says goodbye without waiting for the answer (RFC 5321 section 4.1.1.10). */
    void quit() {
        try {
            write(QUIT, 0, QUIT.length, Duration.ofSeconds(2));
        } catch (IOException gone) {
            // The server was faster; closing is all that is left.
        }
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // Nothing can be done about a socket that does not close.
        }
    }
}
