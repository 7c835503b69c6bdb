package lettermill.lab.product;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** The product's API as a browser uses it: with a session cookie and the CSRF header. */
public final class Api {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String CSRF_COOKIE = "XSRF-TOKEN";

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI base;

    public Api(URI base) {
        this.base = base;
    }

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, "application/json", HttpRequest.BodyPublishers.noBody());
    }

    public JsonNode post(String path, @Nullable JsonNode body) throws IOException, InterruptedException {
        return send(
                "POST",
                path,
                "application/json",
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    public JsonNode put(String path, JsonNode body) throws IOException, InterruptedException {
        return send("PUT", path, "application/json", HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    public JsonNode upload(String path, Path file) throws IOException, InterruptedException {
        try {
            return send("POST", path, "text/csv", HttpRequest.BodyPublishers.ofFile(file));
        } catch (FileNotFoundException missing) {
            throw new IOException("There is no file " + file, missing);
        }
    }

    /** @throws IOException with the answer's own words when it is no success */
    private JsonNode send(String method, String path, String type, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .method(method, body)
                .header("Content-Type", type)
                .timeout(Duration.ofSeconds(60));
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(CSRF_COOKIE))
                .map(HttpCookie::getValue)
                .findFirst()
                .ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    method + " " + path + " was answered " + response.statusCode() + ": " + response.body());
        }
        return response.body().isEmpty() ? NullNode.getInstance() : JSON.readTree(response.body());
    }
}
