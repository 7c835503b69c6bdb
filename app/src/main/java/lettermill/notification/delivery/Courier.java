package lettermill.notification.delivery;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import lettermill.notification.endpoint.EndpointUrl;

/**
 * Posts to an endpoint over a connection of its own, to an address that was looked up and judged for it, while TLS still proves
 * the name. It follows no redirect, keeps no cookie and repeats nothing. The JDK's client looks names up by itself, after any check.
 */
final class Courier implements AutoCloseable {

    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final int TLS_PORT = 443;
    private static final int PLAIN_PORT = 80;

    private final AddressBook addresses;
    private final SSLSocketFactory tls;
    private final Duration patience;
    private final Clock clock;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-deadlines").factory());

    /** @param patience for the whole exchange once the address is known; whoever drips his answer has no more of it */
    Courier(AddressBook addresses, SSLSocketFactory tls, Duration patience, Clock clock) {
        this.addresses = addresses;
        this.tls = tls;
        this.patience = patience;
        this.clock = clock;
    }

    /** Makes one attempt; whatever goes wrong is an answer, too. */
    Answer post(URI url, Map<String, String> headers, String body) {
        try {
            List<InetAddress> found = addresses.addresses(url);
            long deadline = System.nanoTime() + patience.toNanos();
            try (Socket socket = connect(found, port(url))) {
                return exchange(socket, url, request(url, headers, body), deadline);
            }
        } catch (SSLException untrusted) {
            return Answer.none("no TLS: " + untrusted.getMessage());
        } catch (IOException failure) {
            return Answer.none(String.valueOf(failure.getMessage()));
        }
    }

    private Answer exchange(Socket socket, URI url, byte[] request, long deadline) throws IOException {
        Future<?> end = watch.schedule(() -> closeQuietly(socket), deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        try (Socket secured = secure(socket, url)) {
            OutputStream out = secured.getOutputStream();
            out.write(request);
            out.flush();
            return new ResponseReader(new BufferedInputStream(secured.getInputStream()), clock.instant()).read();
        } catch (IOException failure) {
            if (deadline - System.nanoTime() <= 0) {
                throw new IOException("no answer within " + patience.toSeconds() + " s", failure);
            }
            throw failure;
        } finally {
            end.cancel(false);
        }
    }

    /** The first address that takes the connection. */
    private static Socket connect(List<InetAddress> found, int port) throws IOException {
        IOException last = new IOException("no address");
        for (InetAddress address : found) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), (int)
                        TO_CONNECT.dividedBy(found.size()).toMillis());
                return socket;
            } catch (IOException refused) {
                socket.close();
                last = new IOException(address.getHostAddress() + ": " + refused.getMessage(), refused);
            }
        }
        throw last;
    }

    private Socket secure(Socket socket, URI url) throws IOException {
        if (!"https".equalsIgnoreCase(url.getScheme())) {
            return socket;
        }
        SSLSocket secured = (SSLSocket) tls.createSocket(socket, EndpointUrl.host(url), port(url), true);
        SSLParameters parameters = secured.getSSLParameters();
        // The certificate has to be of the URL's host, whatever the address.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static byte[] request(URI url, Map<String, String> headers, String body) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\n");
        head.append("Host: ").append(url.getRawAuthority()).append("\r\n");
        head.append("User-Agent: Lettermill-Webhooks/1\r\nAccept: */*\r\nContent-Type: application/json\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(content.length).append("\r\nConnection: close\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[start.length + content.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(content, 0, request, start.length, content.length);
        return request;
    }

    private static int port(URI url) {
        if (url.getPort() > 0) {
            return url.getPort();
        }
        return "https".equalsIgnoreCase(url.getScheme()) ? TLS_PORT : PLAIN_PORT;
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // What it was good for has ended.
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
