package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lettermill.AppTest;
import lettermill.MailHouse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** A workspace that is ready to send to a mail server of the test's own. */
abstract class Sendery extends AppTest {

    private static final String MARKETING = "/email-marketing";
    private static final String INFRASTRUCTURE = "/email-infrastructure";
    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {};
    static final String LETTER = """
            <html><body><p>Hello {{ recipient_name }}, you live in {{ city }}.</p>
            <p><a href=\\"https://shop.example/rye?a=1&amp;b=2\\">Rye</a></p>
            <p>{{ postal_address }} <a href=\\"{{ unsubscribe_url }}\\">Leave</a></p></body></html>""".replace("\n", "\\n");

    MailHouse house;
    Owner owner;

    @BeforeEach
    void open() throws IOException {
        house = new MailHouse();
        owner = owner();
    }

    @AfterEach
    void close() {
        house.close();
    }

    String provider(String more) {
        return id(ask(INFRASTRUCTURE + "/providers", """
                {"name": "House", "provider_type": "SMTP", "settings": {"host": "127.0.0.1", "port": %d}%s}""".formatted(house.port(), more)));
    }

    String sender(String more) {
        String domain = id(ask(INFRASTRUCTURE + "/domains", "{\"domain\": \"mill.example\"%s}".formatted(more)));
        ask(INFRASTRUCTURE + "/domains/" + domain + "/override", "{\"reason\": \"a test\"}")
                .expectStatus()
                .isOk();
        id(ask(INFRASTRUCTURE + "/identities", "{\"email\": \"letter@mill.example\", \"display_name\": \"The Mill\"}"));
        return domain;
    }

    String template(String html) {
        return id(ask(MARKETING + "/templates", """
                {"name": "Letter %s", "category": "NEWSLETTER", "subject_template": "News for {{ recipient_name }}",
                 "body_html": "%s", "variables": [{"name": "city", "type": "STRING", "default": "nowhere"}]}""".formatted(System.nanoTime(), html)));
    }

    String campaign(String template, String more) {
        return id(ask(
                MARKETING + "/campaigns",
                "{\"name\": \"November\", \"template_id\": \"%s\"%s}".formatted(template, more)));
    }

    /** People p1 to pN at example.org with a city, straight into the audience. */
    void people(int count) {
        database.sql("""
                        INSERT INTO audience.subscriber (workspace_id, email, email_key, name, status, attributes, created_at, updated_at)
                        SELECT w.id, 'p' || n || '@example.org', 'p' || n || '@example.org', 'Person ' || n, 'ACTIVE',
                            jsonb_build_object('city', 'Town ' || n), now(), now()
                        FROM workspace.workspace w, generate_series(1, :count) n WHERE w.slug = :slug""").param("count", count).param("slug", owner.workspace()).update();
    }

    void status(String person, String status) {
        database.sql("""
                        UPDATE audience.subscriber SET status = :status
                        WHERE email = :email AND workspace_id = (SELECT id FROM workspace.workspace WHERE slug = :slug)""")
                .param("status", status)
                .param("email", person)
                .param("slug", owner.workspace())
                .update();
    }

    /** A provider, a domain, a template and people: all that a campaign needs. */
    String ready(int people) {
        provider("");
        sender("");
        people(people);
        return campaign(template(LETTER), "");
    }

    RestTestClient.ResponseSpec ask(String path, String body) {
        return owner.client()
                .post()
                .uri(owner.path(path))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    RestTestClient.ResponseSpec act(String campaign, String action) {
        return ask(MARKETING + "/campaigns/" + campaign + "/" + action, "{}");
    }

    Map<String, Object> get(String path) {
        return Objects.requireNonNull(owner.client()
                .get()
                .uri(owner.path(path))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(OBJECT)
                .returnResult()
                .getResponseBody());
    }

    Map<String, Object> see(String campaign) {
        return get(MARKETING + "/campaigns/" + campaign);
    }

    List<Map<String, Object>> recipients(String campaign, String query) {
        return items(MARKETING + "/campaigns/" + campaign + "/recipients?limit=500" + query);
    }

    List<Map<String, Object>> items(String path) {
        return Objects.requireNonNull(owner.client()
                        .get()
                        .uri(owner.path(path))
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(new ParameterizedTypeReference<Listing>() {})
                        .returnResult()
                        .getResponseBody())
                .items();
    }

    private record Listing(List<Map<String, Object>> items, String next) {}

    void awaitStatus(String campaign, String status) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(see(campaign).get("status")).isEqualTo(status));
    }

    static String id(RestTestClient.ResponseSpec response) {
        Map<?, ?> body = response.expectStatus()
                .isCreated()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        return String.valueOf(Objects.requireNonNull(body).get("id"));
    }
}
