package lettermill.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.OptionalLong;

/** A mail server on this machine or another that takes everything: where sending and its limit are measured. */
public interface Sink extends AutoCloseable {

    /** What it is, for a person who compares figures. */
    String name();

    InetSocketAddress address();

    /**
     * Mails taken since its start; empty where the sink does not tell.
     *
     * @throws IOException if the sink has died
     */
    OptionalLong mails() throws IOException;

    @Override
    void close() throws IOException;

    /** A server that somebody else runs. */
    record Given(InetSocketAddress address) implements Sink {
        @Override
        public String name() {
            return "the server at " + address.getHostString() + ":" + address.getPort();
        }

        @Override
        public OptionalLong mails() {
            return OptionalLong.empty();
        }

        @Override
        public void close() {
            // Whoever started it ends it.
        }
    }
}
