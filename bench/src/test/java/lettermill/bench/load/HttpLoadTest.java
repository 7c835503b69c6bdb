package lettermill.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpLoadTest {
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.merge(path, 1, Integer::sum);
            byte[] body = path.getBytes(StandardCharsets.UTF_8);
            if (path.equals("/last")) {
                exchange.getResponseHeaders().set("Connection", "close");
            }
            exchange.sendResponseHeaders(path.equals("/bad") ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksEachPathInTurnUntilAllIsAnswered() throws IOException {
        assertThat(load().run(List.of("/a", "/bb", "/last"), 300)).isPositive();
        assertThat(asked).isEqualTo(Map.of("/a", 100, "/bb", 100, "/last", 100));
    }

    @Test
    void anErrorIsNoResult() {
        assertThatThrownBy(() -> load().run(List.of("/a", "/bad"), 10))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("404");
    }

    private HttpLoad load() {
        return new HttpLoad(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }
}
