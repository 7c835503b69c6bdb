package lettermill.lab.vendor.sns;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** SNS's host over TLS on loopback, and a proxy (CONNECT, RFC 9110 section 9.3.6) that leads to it and nowhere else. */
final class SnsSite implements AutoCloseable {
    private final HttpsServer site;
    private final ServerSocket proxy;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String host;

    /** @param documents what stands at a path with its query; empty for 404 */
    SnsSite(String host, SnsKeys keys, Function<URI, String> documents) throws IOException {
        this.host = host;
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        site = HttpsServer.create(new InetSocketAddress(loopback, 0), 16);
        site.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
        site.createContext("/", exchange -> answer(exchange, documents));
        site.setExecutor(threads);
        site.start();
        proxy = new ServerSocket(0, 16, loopback);
        threads.execute(this::listen);
    }

    int proxyPort() {
        return proxy.getLocalPort();
    }

    private static SSLContext context(SnsKeys keys) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            Certificate[] chain = {keys.certificate(), keys.authority()};
            store.setKeyEntry("sns", keys.key(), SnsKeys.PASSWORD.toCharArray(), chain);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, SnsKeys.PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw new IOException("no TLS with the lab's certificate", broken);
        }
    }

    private static void answer(HttpExchange exchange, Function<URI, String> documents) throws IOException {
        try (exchange) {
            byte[] body = documents.apply(exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void listen() {
        while (!proxy.isClosed()) {
            try {
                Socket client = proxy.accept();
                threads.execute(() -> tunnel(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void tunnel(Socket client) {
        try (client;
                Socket server = new Socket()) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII), 1);
            boolean wanted = String.valueOf(lines.readLine()).startsWith("CONNECT " + host + ":443 ");
            // The rest of the request's header says nothing that matters here.
            String line;
            do {
                line = lines.readLine();
            } while (line != null && !line.isEmpty());
            OutputStream back = client.getOutputStream();
            if (!wanted) {
                back.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                return;
            }
            server.connect(site.getAddress());
            back.write("HTTP/1.1 200 Connection Established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            threads.execute(() -> pass(client, server));
            server.getInputStream().transferTo(back);
        } catch (IOException ended) {
            // One side hung up: that is how a tunnel ends.
        }
    }

    private static void pass(Socket from, Socket to) {
        try (InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException ended) {
            // The other direction notices too.
        }
    }

    @Override
    public void close() {
        site.stop(0);
        try {
            proxy.close();
        } catch (IOException closed) {
            // Nothing is lost: it only listened.
        }
        threads.shutdownNow();
    }
}
