package lettermill.webhook.ses;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Small documents over HTTP: no redirects, 64 KiB and a few seconds at most. */
@Component
class HttpDocuments implements AutoCloseable {

    private static final int LARGEST = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @throws IOException when there is no answer with status 200, or one that is too large */
    byte[] get(URI address) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(PATIENCE).GET().build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] document = body.readNBytes(LARGEST + 1);
                if (response.statusCode() != 200 || document.length > LARGEST) {
                    throw new IOException(address.getHost() + " answered " + response.statusCode());
                }
                return document;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while waiting for " + address.getHost(), stopping);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
