package lettermill.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import lettermill.AppTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class AnalyticsApiTest extends AppTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"/stats", "/timeline?bucket=day", "/links", "/devices"})
    void aCampaignThatWasNotSentHasEmptyFigures(String path) {
        Owner owner = owner();
        owner.client()
                .get()
                .uri(owner.path("/email-marketing/campaigns/" + campaign(owner, "DRAFT") + path))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stats", "/timeline", "/links", "/devices", "/live"})
    void foreignAndUnknownCampaignsAreNotFound(String path) {
        Owner owner = owner();
        String foreign = campaign(owner(), "SENT");
        for (String id : new String[] {foreign, UUID.randomUUID().toString(), "no-uuid"}) {
            owner.client()
                    .get()
                    .uri(owner.path("/email-marketing/campaigns/" + id + path))
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
        anonymous()
                .get()
                .uri(owner.path("/email-marketing/campaigns/" + foreign + path))
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void aPeriodOrBucketThatDoesNotExistIsExplained() {
        Owner owner = owner();
        owner.client()
                .get()
                .uri(owner.path("/email-marketing/overview?days=8"))
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .value(body -> assertThat(body).contains("7, 30 or 90"));
        owner.client()
                .get()
                .uri(owner.path("/email-marketing/campaigns/" + campaign(owner, "SENT") + "/timeline?bucket=YEAR"))
                .exchange()
                .expectStatus()
                .is4xxClientError()
                .expectBody(String.class)
                .value(body -> assertThat(body).contains("bucket"));
    }

    @Test
    void anOverviewOfNothingHasAllItsDays() {
        Owner owner = owner();
        owner.client()
                .get()
                .uri(owner.path("/email-marketing/overview?days=30"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(body -> {
                    JsonNode overview = JSON.readTree(body);
                    assertThat(overview.get("series")).hasSize(30);
                    assertThat(overview.get("timezone").asString()).isEqualTo("Europe/Berlin");
                    assertThat(overview.get("current").get("sent").asLong()).isZero();
                    assertThat(overview.get("change").get("sent").isNull()).isTrue();
                });
    }

    @Test
    @Timeout(30)
    void whoWatchesACampaignIsToldEachSecondUntilItIsSent() throws Exception {
        Owner owner = owner();
        // Not SENDING: the clock would begin to send it beside this test.
        String id = campaign(owner, "PAUSED");
        try (BufferedReader stream = watch(owner, id)) {
            assertThat(next(stream).get("sent_count").asLong()).isZero();
            database.sql("UPDATE campaign.campaign SET sent_count = 7 WHERE id = :id")
                    .param("id", UUID.fromString(id))
                    .update();
            JsonNode numbers = next(stream);
            while (numbers.get("sent_count").asLong() != 7) {
                numbers = next(stream);
            }
            assertThat(numbers.get("per_minute").asLong()).isPositive();
            database.sql("UPDATE campaign.campaign SET status = 'SENT' WHERE id = :id")
                    .param("id", UUID.fromString(id))
                    .update();
            while (numbers.get("status").asString().equals("PAUSED")) {
                numbers = next(stream);
            }
            assertThat(stream.lines().filter(line -> !line.isBlank())).isEmpty();
        }
    }

    private BufferedReader watch(Owner owner, String id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + port + owner.path("/email-marketing/campaigns/" + id + "/live")))
                .header("Authorization", "Bearer " + apiKey(owner))
                .build();
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private static String apiKey(Owner owner) {
        String made = owner.client()
                .post()
                .uri(owner.path("/api-keys"))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"name\": \"watcher\", \"scopes\": [\"READ\"]}")
                .exchange()
                .expectStatus()
                .is2xxSuccessful()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return JSON.readTree(made).get("secret").asString();
    }

    private static JsonNode next(BufferedReader stream) throws IOException {
        String line = stream.readLine();
        while (line != null && !line.startsWith("data:")) {
            line = stream.readLine();
        }
        assertThat(line).as("the stream goes on").isNotNull();
        return JSON.readTree(line.substring("data:".length()));
    }

    private String campaign(Owner owner, String status) {
        return database.sql("""
                        INSERT INTO campaign.campaign (id, workspace_id, name, campaign_type, status, max_lateness_seconds, created_at, updated_at)
                        SELECT gen_random_uuid(), id, 'Spring', 'ONE_TIME', :status, 0, '2026-03-01T00:00Z', '2026-03-01T00:00Z'
                        FROM workspace.workspace WHERE slug = :slug
                        RETURNING id::text
                        """)
                .param("status", status)
                .param("slug", owner.workspace())
                .query(String.class)
                .single();
    }
}
