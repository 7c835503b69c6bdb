package lettermill.lab.inbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the inbox page and the JSON API over HTTP on loopback. */
public final class InboxServer implements AutoCloseable {
    /** Mails are strangers' HTML: no script anywhere, nothing loaded from elsewhere unless a page asks for images. */
    private static final String POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:%s;"
            + " frame-src 'self'; form-action 'self'; base-uri *; frame-ancestors 'none'";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final InboxApi api;
    private final InboxPages pages;

    /**
     * Starts to serve.
     *
     * @param port 0 takes a free one
     * @throws IOException if the port is taken
     */
    public InboxServer(int port, Inbox inbox) throws IOException {
        api = new InboxApi(inbox);
        pages = new InboxPages(inbox);
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 128);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        }
    }

    private HttpReply answer(HttpExchange exchange) throws IOException {
        try {
            HttpCall call = HttpCall.read(exchange);
            boolean forPrograms =
                    !call.path().isEmpty() && call.path().getFirst().equals("api");
            return forPrograms ? api.answer(call) : pages.answer(call);
        } catch (HttpCall.NotFound missing) {
            return HttpReply.problem(404, "url", String.valueOf(missing.getMessage()));
        } catch (HttpCall.BadRequest bad) {
            return HttpReply.problem(400, bad.field(), String.valueOf(bad.getMessage()));
        }
    }

    private static void send(HttpExchange exchange, HttpReply reply) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String images = query != null && query.contains("images=on") ? " http: https:" : "";
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY.formatted(images));
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        if (!reply.contentType().isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        }
        if (reply.body().length == 0 || exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(reply.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(reply.status(), reply.body().length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(reply.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
