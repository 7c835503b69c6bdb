package lettermill.notification.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import lettermill.notification.endpoint.EndpointUrl;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/**
 * Posts to an endpoint over a connection of its own, to an address that was looked up and judged for it, while TLS still proves
 * the name. It follows no redirect, keeps no cookie and repeats nothing.
 */
final class Courier implements AutoCloseable {

    /** Octets of the body that are kept for people. */
    private static final int SHOWN = 1_000;

    private static final int LOWEST_STATUS = 200;
    private static final int HIGHEST_STATUS = 599;

    private static final ContentType JSON = ContentType.create("application/json");

    private final CloseableHttpClient secured;
    private final CloseableHttpClient plain;
    private final Duration patience;
    private final Clock clock;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-deadlines").factory());

    /** @param patience for all of an attempt; whoever drips his answer has no more of it */
    Courier(AddressBook addresses, SSLContext tls, Duration patience, Clock clock) {
        this.secured = WebhookClient.open(addresses::callable, tls);
        this.plain = WebhookClient.open(addresses::ours, tls);
        this.patience = patience;
        this.clock = clock;
    }

    /** Makes one attempt; whatever goes wrong is an answer, too. */
    Answer post(URI url, Map<String, String> headers, String body) {
        HttpPost request = request(url, headers, body);
        long deadline = System.nanoTime() + patience.toNanos();
        Future<?> end = watch.schedule(request::cancel, patience.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return exchange(url, request);
        } catch (IOException failure) {
            if (deadline - System.nanoTime() <= 0) {
                return Answer.none("no answer within " + patience.toSeconds() + " s");
            }
            String why = String.valueOf(failure.getMessage());
            return Answer.none(failure instanceof SSLException ? "no TLS: " + why : why);
        } finally {
            end.cancel(false);
        }
    }

    private Answer exchange(URI url, HttpPost request) throws IOException {
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        HttpHost host = new HttpHost(tls ? "https" : "http", EndpointUrl.host(url), url.getPort());
        @Nullable ClassicHttpResponse response = null;
        try {
            response = (tls ? secured : plain).executeOpen(host, request, null);
            return answer(response);
        } finally {
            // Closing alone would read an answer to its end, which may never come.
            request.cancel();
            Closer.closeQuietly(response);
        }
    }

    private static HttpPost request(URI url, Map<String, String> headers, String body) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        HttpPost request = new HttpPost(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
        request.setHeader(HttpHeaders.ACCEPT, "*/*");
        request.setHeader(HttpHeaders.CONNECTION, "close");
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), JSON));
        return request;
    }

    private Answer answer(ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        if (status < LOWEST_STATUS || status > HIGHEST_STATUS) {
            throw new IOException("the answer is no HTTP");
        }
        return new Answer(
                status, text(response.getEntity()), retryAfter(response.getFirstHeader(HttpHeaders.RETRY_AFTER)));
    }

    /** What of the body comes; the status counts, however the body ends. PostgreSQL keeps no zero octet. */
    private static String text(@Nullable HttpEntity entity) {
        if (entity == null) {
            return "";
        }
        byte[] octets = new byte[SHOWN];
        int length = 0;
        String end = "";
        try {
            InputStream in = entity.getContent();
            for (int read = 0; read >= 0 && length < SHOWN; read = in.read(octets, length, SHOWN - length)) {
                length += read;
            }
        } catch (IOException brokenOff) {
            end = " (broken off)";
        }
        return new String(octets, 0, length, StandardCharsets.UTF_8).replace('\0', ' ') + end;
    }

    private @Nullable Duration retryAfter(@Nullable Header header) {
        if (header == null) {
            return null;
        }
        String value = String.valueOf(header.getValue());
        if (value.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        @Nullable Instant date = DateUtils.parseStandardDate(value);
        if (date == null) {
            return null;
        }
        Duration wait = Duration.between(clock.instant(), date);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    @Override
    public void close() {
        watch.shutdownNow();
        Closer.closeQuietly(secured);
        Closer.closeQuietly(plain);
    }
}
