package lettermill.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import lettermill.AppTest;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.token.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class TrackingApiTest extends AppTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @Autowired
    private Tokens tokens;

    @Autowired
    private Links links;

    private WorkspaceId workspace;
    private MessageId message;

    @BeforeEach
    void send() {
        workspace = new WorkspaceId(database.sql("SELECT id FROM workspace.workspace WHERE slug = :slug")
                .param("slug", owner().workspace())
                .query(UUID.class)
                .single());
        message = new MessageId(database.sql("""
                        INSERT INTO ledger.message (workspace_id, kind, email, status, phase, sent_at, created_at, updated_at)
                        VALUES (:workspace, 'TEST', 'ada@reader.example', 'SENT', 'DONE', '2026-01-01T00:00Z', '2026-01-01T00:00Z', '2026-01-01T00:00Z')
                        RETURNING id
                        """)
                .param("workspace", workspace.value())
                .query(Long.class)
                .single());
    }

    @Test
    void thePixelIsAGifThatNobodyKeepsAndTheOpenIsRecorded() throws Exception {
        HttpResponse<byte[]> answer = call("GET", "/t/p/" + tokens.pixel(message) + ".gif");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(43).startsWith("GIF89a".getBytes());
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/gif");
        assertThat(answer.headers().firstValue("Content-Length")).contains("43");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store, private");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        await().untilAsserted(() -> assertThat(hits()).containsEntry("OPEN", "HUMAN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.gif", "AQEAAAAAAAAAAQ.gif", "no-gif", "%20.gif", "..gif", "%C3%A4.gif"})
    void thePixelIsAGifForAnyToken(String name) throws Exception {
        HttpResponse<byte[]> answer = call("GET", "/t/p/" + name);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(43);
    }

    @Test
    void aClickLeadsOn() throws Exception {
        String url = "https://shop.example/a?b=1&c=%2f#top";
        long link = links.store(workspace, 1, Map.of(0, new TargetUrl(url))).get(0);
        HttpResponse<byte[]> answer = call("GET", "/t/c/" + tokens.click(message, link));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).contains(url);
        assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store, private");
        await().untilAsserted(() -> assertThat(hits()).containsEntry("CLICK", "HUMAN"));
    }

    @Test
    void anAddressWithStrayPercentSignsStillLeadsOn() throws Exception {
        HttpResponse<byte[]> answer = call("GET", "/t/c/" + tokens.clickTo(message, "https://shop.example/100%/[x]"));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).contains("https://shop.example/100%/[x]");
    }

    @Test
    void aForgedLinkIsAPlainPageWithoutARedirect() throws Exception {
        HttpResponse<byte[]> answer = call("GET", "/t/c/" + tokens.pixel(message) + "?url=https://evil.example");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(new String(answer.body())).contains("leads nowhere");
    }

    @Test
    void aHeadRequestLoadsNoPixel() throws Exception {
        HttpResponse<byte[]> pixel = call("HEAD", "/t/p/" + tokens.pixel(message) + ".gif");
        HttpResponse<byte[]> click = call("HEAD", "/t/c/" + tokens.clickTo(message, "https://shop.example/"));

        assertThat(pixel.statusCode()).isEqualTo(200);
        assertThat(click.statusCode()).isEqualTo(302);
        await().untilAsserted(() -> assertThat(hits()).containsOnly(Map.entry("CLICK", "BOT")));
    }

    private HttpResponse<byte[]> call(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("User-Agent", TrackingDesk.BROWSER)
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Class of the message's hits by type. */
    private Map<String, String> hits() {
        Map<String, String> hits = new HashMap<>();
        database.sql("SELECT type, hit_class FROM ledger.event WHERE message_id = :id AND hit_class IS NOT NULL")
                .param("id", message.value())
                .query((row, number) -> hits.put(row.getString("type"), row.getString("hit_class")))
                .list();
        return hits;
    }
}
