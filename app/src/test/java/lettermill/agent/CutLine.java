package lettermill.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A line to a server that can be cut when the server has answered and before the answer arrives. */
final class CutLine implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    private volatile int target;
    private volatile @Nullable Runnable cut;

    CutLine(int target) throws IOException {
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Cuts the next answer; what happens meanwhile is done before the caller notices. */
    void cutNextAnswer(Runnable meanwhile) {
        cut = meanwhile;
    }

    /** Where new connections lead from now on. */
    void leadTo(int port) {
        target = port;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            Thread.ofVirtual().start(() -> copy(client, server));
            InputStream answers = server.getInputStream();
            byte[] buffer = new byte[65_536];
            for (int read = answers.read(buffer); read >= 0; read = answers.read(buffer)) {
                Runnable meanwhile = cut;
                if (meanwhile != null) {
                    cut = null;
                    meanwhile.run();
                    return;
                }
                client.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException gone) {
            // The one side sees that the other is gone.
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (SocketException closed) {
            // Cut.
        } catch (IOException gone) {
            // Cut as well.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
