package lettermill.lab.people;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Sends single requests without cookies and without following redirects. */
final class Browser implements AutoCloseable {
    static final String FORM = "application/x-www-form-urlencoded";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    /**
     * An answer.
     *
     * @param location where a redirect points to, made absolute
     */
    record Answer(int status, String body, Optional<URI> location) {
        boolean isSuccess() {
            return status / 100 == 2;
        }

        boolean isError() {
            return status >= 400;
        }
    }

    /** @throws IOException if no answer came */
    Answer fetch(String method, URI uri, String userAgent) throws IOException {
        HttpRequest request =
                request(uri, userAgent).method(method, BodyPublishers.noBody()).build();
        return send(request);
    }

    /** @throws IOException if no answer came */
    Answer post(URI uri, String userAgent, String contentType, String body) throws IOException {
        return send(request(uri, userAgent)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static HttpRequest.Builder request(URI uri, String userAgent) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        return userAgent.isEmpty() ? request : request.header("User-Agent", userAgent);
    }

    private Answer send(HttpRequest request) throws IOException {
        try {
            var response = client.send(request, BodyHandlers.ofString());
            Optional<URI> location = response.headers().firstValue("Location").map(to -> resolve(request.uri(), to));
            return new Answer(response.statusCode(), response.body(), location);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stopped);
        }
    }

    private static URI resolve(URI from, String to) {
        try {
            return from.resolve(to);
        } catch (IllegalArgumentException malformed) {
            return from;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
