package lettermill.agent;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Requests to a MailAgent elsewhere, each sent once. Safe for use by several threads. */
final class AgentLine implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** How a request went. */
    sealed interface Call {}

    /** @param instance who answered; null if it was no MailAgent */
    record Answered(int status, byte[] body, @Nullable UUID instance) implements Call {}

    /** There was nobody to say it to. */
    record NotSent(String why) implements Call {}

    /** Nobody knows whether it was heard. */
    record Lost(String why) implements Call {}

    private final HttpClient http;
    private final URI url;
    private final String token;

    AgentLine(URI url, String token) {
        this(url, token, null);
    }

    /**
     * @param token empty where a certificate stands in for it
     * @param tls what we show and trust; null for what Java trusts
     */
    AgentLine(URI url, String token, @Nullable SSLContext tls) {
        this.url = url;
        this.token = token;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor());
        this.http = (tls == null ? builder : builder.sslContext(tls)).build();
    }

    /**
     * Asks and waits; when the thread is interrupted the answer is lost, and its flag is set.
     *
     * @param instance the process that is meant; null for whichever answers
     */
    Call call(String operation, byte[] json, @Nullable UUID instance, Duration limit) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve("/v1/" + operation))
                .timeout(limit)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (instance != null) {
            request.header(WireJson.INSTANCE, instance.toString());
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answered(response.statusCode(), response.body(), instance(response));
        } catch (ConnectException | HttpConnectTimeoutException nobody) {
            return new NotSent("nobody answers at " + url);
        } catch (SSLHandshakeException stranger) {
            return new NotSent(url + " and we do not trust each other: " + stranger.getMessage());
        } catch (IOException cut) {
            return new Lost("the connection to " + url + " was lost before the answer came");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Lost("Lettermill was stopped before the answer came");
        }
    }

    private static @Nullable UUID instance(HttpResponse<?> response) {
        try {
            return response.headers()
                    .firstValue(WireJson.INSTANCE)
                    .map(UUID::fromString)
                    .orElse(null);
        } catch (IllegalArgumentException stranger) {
            return null;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
