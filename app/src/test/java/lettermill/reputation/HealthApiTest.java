package lettermill.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import lettermill.AppTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** Health over HTTP. */
class HealthApiTest extends AppTest {

    private static final String DOMAINS = "/email-infrastructure/domains";

    private Owner owner;
    private String domain;

    @BeforeEach
    void addDomain() {
        owner = owner();
        domain = DOMAINS + "/"
                + body(ask(DOMAINS, "{\"domain\": \"mill.example\"}"))
                        .path("id")
                        .asString();
    }

    @Test
    void aDomainWithoutMailIsInTheBestHealth() {
        JsonNode health = body(get(owner, domain + "/health"));
        assertThat(health.path("score").asInt()).isEqualTo(100);
        assertThat(health.path("status").asString()).isEqualTo("EXCELLENT");
        assertThat(health.path("host").asString()).isEqualTo("mill.example");
        assertThat(health.path("days")).isEmpty();
        assertThat(health.path("mailbox_providers")).isEmpty();
        assertThat(health.path("counted_at").isNull()).isTrue();
        assertThat(health.path("trend").path("change").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "366", "-1"})
    void aHistoryHasOneToThreeHundredAndSixtyFiveDays(String days) {
        assertThat(get(owner, domain + "/health?days=" + days)
                        .expectStatus()
                        .isEqualTo(422)
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody())
                .contains("\"days\"")
                .contains("1 to 365");
    }

    @Test
    void nobodyElseSeesIt() {
        get(owner(), domain + "/health").expectStatus().isNotFound();
    }

    @Test
    void whyAPausedDomainIsNoWayIsExplained() {
        ask("/email-infrastructure/providers", """
                {"name": "Ours", "provider_type": "SMTP", "settings": {"host": "127.0.0.1", "port": 9}}""").expectStatus().isCreated();
        ask("/email-infrastructure/identities", "{\"email\": \"letter@mill.example\"}")
                .expectStatus()
                .isCreated();
        ask(domain + "/pause", "{\"note\": \"health 12 of 100\"}")
                .expectStatus()
                .isOk();
        JsonNode way = body(ask("/email-infrastructure/routing/explain", "{\"email\": \"p@rcpt.example\"}"))
                .path("ways")
                .get(0);
        assertThat(way.path("reason").asString()).isEqualTo("DOMAIN_PAUSED");
        assertThat(way.toString()).contains("health 12 of 100").contains(owner.email());
    }

    private static RestTestClient.ResponseSpec get(Owner who, String path) {
        return who.client().get().uri(who.path(path)).exchange();
    }

    private RestTestClient.ResponseSpec ask(String path, String body) {
        return owner.client()
                .post()
                .uri(owner.path(path))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private static JsonNode body(RestTestClient.ResponseSpec response) {
        return response.expectStatus()
                .is2xxSuccessful()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }
}
