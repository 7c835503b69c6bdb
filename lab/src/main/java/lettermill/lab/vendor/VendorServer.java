package lettermill.lab.vendor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A vendor that listens on loopback. */
public final class VendorServer implements AutoCloseable {
    private static final VendorReply AWAY = new VendorReply(
            503, Map.of("Content-Type", "text/html"), "<html><body>503 Service Temporarily Unavailable</body></html>");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final VendorApi api;
    private final VendorDesk desk;
    private int perSecond = Integer.MAX_VALUE;
    private long second;
    private int requests;
    private volatile boolean down;

    /**
     * Starts a vendor on a free port.
     *
     * @param onward called for each mail that was taken, before its sender gets the answer
     */
    VendorServer(VendorApi api, Consumer<VendorMail> onward) throws IOException {
        this.api = api;
        desk = new VendorDesk(onward);
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 128);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** SendGrid with one key, which may send. */
    public static VendorServer sendGrid(String apiKey, Consumer<VendorMail> onward) throws IOException {
        return new VendorServer(new SendGridApi(apiKey), onward);
    }

    /** Amazon SES with one access key. */
    public static VendorServer ses(String keyId, String secret, Consumer<VendorMail> onward) throws IOException {
        return new VendorServer(new SesApi(keyId, secret), onward);
    }

    /** Mailgun with one key and one active domain. */
    public static VendorServer mailgun(String apiKey, String domain, Consumer<VendorMail> onward) throws IOException {
        return new VendorServer(new MailgunApi(apiKey, domain), onward);
    }

    /** Postmark with one server token. */
    public static VendorServer postmark(String token, Consumer<VendorMail> onward) throws IOException {
        return new VendorServer(new PostmarkApi(token), onward);
    }

    /** From now on takes no more requests a second than these, and says so as the vendor does. */
    public synchronized VendorServer limitedTo(int requestsPerSecond) {
        perSecond = requestsPerSecond;
        return this;
    }

    /** From now on answers as a gateway does behind which nobody is, or serves again. */
    public VendorServer down(boolean value) {
        down = value;
        return this;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<VendorMail> taken() {
        return desk.taken();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            VendorCall call = VendorCall.read(exchange);
            send(exchange, down ? AWAY : mayPass() ? api.answer(call, desk) : api.tooMany());
        }
    }

    private synchronized boolean mayPass() {
        long now = System.nanoTime() / 1_000_000_000;
        requests = now == second ? requests + 1 : 1;
        second = now;
        return requests <= perSecond;
    }

    private static void send(HttpExchange exchange, VendorReply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = reply.octets();
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
