package lettermill.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The product's own figures, as Prometheus reads them. */
public final class Meters {
    private Meters() {}

    /**
     * Reads one that has no labels.
     *
     * @throws IOException if there is none of that name
     */
    public static double read(URI base, String name) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(base.resolve("/metrics")).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name + " "))
                    .findFirst()
                    .map(line -> Double.parseDouble(line.substring(name.length() + 1)))
                    .orElseThrow(() -> new IOException("the product has no meter " + name));
        }
    }
}
