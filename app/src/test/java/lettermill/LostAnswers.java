package lettermill;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network between an application and its database on loopback. It loses the answer to a COMMIT, with the connection, when
 * told to: the database has committed, and the application can't know. Statements must come with their text
 * ({@code prepareThreshold=0}).
 */
public final class LostAnswers implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int database;
    private final AtomicInteger toLose = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile String statement = "";

    /** Before the database at this port. */
    public LostAnswers(int database) throws IOException {
        this.database = database;
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Loses the answers to the next commits of transactions in which a statement has these words. */
    public void lose(int commits, String words) {
        statement = words;
        toLose.set(commits);
    }

    public int lost() {
        return lost.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> new Line(client).carry());
            }
        } catch (IOException closed) {
            // The test has ended.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    /** One connection through the network. */
    private final class Line {

        private final Socket client;
        private volatile boolean losing;

        Line(Socket client) {
            this.client = client;
        }

        void carry() {
            try (client;
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), database)) {
                Thread back = Thread.ofVirtual().start(() -> back(server));
                there(server);
                back.join();
            } catch (IOException cut) {
                // Either end may hang up at any time.
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }

        private void there(Socket server) throws IOException {
            boolean meant = false;
            byte[] buffer = new byte[1 << 16];
            InputStream from = client.getInputStream();
            OutputStream to = server.getOutputStream();
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                String said = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                boolean commit = said.contains("COMMIT");
                if (toLose.get() > 0 && said.contains(statement)) {
                    meant = true;
                } else if (commit && meant && toLose.getAndDecrement() > 0) {
                    losing = true;
                }
                meant &= !commit;
                to.write(buffer, 0, read);
            }
            server.shutdownOutput();
        }

        private void back(Socket server) {
            byte[] buffer = new byte[1 << 16];
            try {
                InputStream from = server.getInputStream();
                OutputStream to = client.getOutputStream();
                for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                    if (losing) {
                        lost.incrementAndGet();
                        break;
                    }
                    to.write(buffer, 0, read);
                }
            } catch (IOException cut) {
                // As above.
            } finally {
                close(client);
                close(server);
            }
        }

        private void close(Closeable end) {
            try {
                end.close();
            } catch (IOException gone) {
                // It is closed all the same.
            }
        }
    }
}
