package lettermill.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds ports for processes that must be told theirs. */
public final class FreePort {
    private FreePort() {}

    /** A port that was free a moment ago. */
    public static int find() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return probe.getLocalPort();
        }
    }
}
