package lettermill.lab.people;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where the product stands: answers as it does and writes down every request. */
public final class Product implements AutoCloseable {
    /** One request as it came. */
    public record Seen(String method, String path, String userAgent, String contentType, String body) {}

    private static final String PREFERENCE_PAGE = """
            <form action="save" method="post"><input type=hidden name=token value="t&amp;1">
            <label><input type=checkbox name=news checked> News</label>
            <button name=action value=save>Save</button>
            <button name=action value=unsubscribe_all>Unsubscribe from all</button></form>""";

    private final HttpServer server;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    public Product() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 64);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            String path = exchange.getRequestURI().toString();
            seen.add(new Seen(
                    exchange.getRequestMethod(),
                    path,
                    String.valueOf(headers.getFirst("User-Agent")),
                    String.valueOf(headers.getFirst("Content-Type")),
                    body));
            if (path.startsWith("/c/") || path.startsWith("/redirecting/")) {
                exchange.getResponseHeaders()
                        .set("Location", path.startsWith("/c/") ? "https://shop.example.com/" : "/p/x");
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            byte[] page = PREFERENCE_PAGE.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, exchange.getRequestMethod().equals("HEAD") ? -1 : page.length);
            if (!exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseBody().write(page);
            }
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Requests so far, in order of arrival. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** Requests whose path begins so. */
    public List<Seen> seen(String path) {
        return seen.stream().filter(request -> request.path().startsWith(path)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
