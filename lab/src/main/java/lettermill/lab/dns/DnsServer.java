package lettermill.lab.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.xbill.DNS.Message;
import org.xbill.DNS.Type;

/** A DNS server on loopback, UDP and TCP on one port, that serves a {@link Zone} and is as bad as the zone wants. */
public class DnsServer implements AutoCloseable {
    private static final int SMALLEST = 512;
    private static final int BACKLOG = 50;
    private static final int ATTEMPTS = 20;

    private final DatagramSocket datagrams;
    private final ServerSocket streams;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private volatile Zone zone = new Zone();

    /** Takes a free port. */
    public DnsServer() {
        this(0);
    }

    /**
     * @param port for UDP and TCP; 0 takes one that is free for both
     * @throws UncheckedIOException if it is taken
     */
    public DnsServer(int port) {
        try {
            Sockets sockets = Sockets.open(port);
            streams = sockets.streams();
            datagrams = sockets.datagrams();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        threads.submit(this::serveDatagrams);
        threads.submit(this::serveStreams);
    }

    private record Sockets(ServerSocket streams, DatagramSocket datagrams) {
        static Sockets open(int port) throws IOException {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            for (int left = port == 0 ? ATTEMPTS : 1; ; left--) {
                ServerSocket streams = new ServerSocket(port, BACKLOG, loopback);
                try {
                    return new Sockets(streams, new DatagramSocket(streams.getLocalPort(), loopback));
                } catch (BindException takenForDatagrams) {
                    streams.close();
                    if (left == 1) {
                        throw takenForDatagrams;
                    }
                }
            }
        }
    }

    /** What it serves from now on; an empty zone at first. */
    public void serve(Zone next) {
        zone = next;
    }

    public Zone zone() {
        return zone;
    }

    /** {@code host:port}, as the setting of a resolver has it. */
    public String address() {
        return "127.0.0.1:" + streams.getLocalPort();
    }

    /** Every question so far: transport, name and type, as in {@code UDP example.org TXT}. */
    public List<String> questions() {
        return List.copyOf(questions);
    }

    private void serveDatagrams() {
        byte[] buffer = new byte[65_535];
        while (!datagrams.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                datagrams.receive(packet);
                Message query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                questions.add("UDP " + describe(query));
                int most = query.getOPT() == null ? SMALLEST : query.getOPT().getPayloadSize();
                for (Message reply : zone.replies(query)) {
                    byte[] octets = reply.toWire(most);
                    datagrams.send(new DatagramPacket(octets, octets.length, packet.getSocketAddress()));
                }
            } catch (IOException closedOrMalformed) {
                // The next packet is another's.
            }
        }
    }

    private void serveStreams() {
        while (!streams.isClosed()) {
            try {
                Socket socket = streams.accept();
                threads.submit(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            Message query = new Message(in.readNBytes(in.readUnsignedShort()));
            questions.add("TCP " + describe(query));
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            for (Message reply : zone.replies(query)) {
                byte[] octets = reply.toWire();
                out.writeShort(octets.length);
                out.write(octets);
            }
            out.flush();
            in.read();
        } catch (IOException gone) {
            // The client has hung up.
        }
    }

    private static String describe(Message query) {
        return query.getQuestion().getName().toString(true) + " "
                + Type.string(query.getQuestion().getType());
    }

    @Override
    public void close() {
        datagrams.close();
        try {
            streams.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            threads.shutdownNow();
        }
    }
}
