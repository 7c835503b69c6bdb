package lettermill.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.AppTest;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Callbacks over HTTP, from the provider's settings to the ledger. */
class WebhookApiTest extends AppTest {

    private static final String PROVIDERS = "/email-infrastructure/providers";

    private final KeyPair key = IntakeDesk.ellipticKey();

    @Test
    void aSignedBatchBecomesFactsOfItsMessages() {
        Owner owner = owner();
        String provider = sendGrid(owner);
        long message = message(owner, null);
        long byVendorId = message(owner, "LRzXl_NHStOGhQ4kofSm_A");
        String batch = """
                [{"event": "delivered", "sg_event_id": "a", "lettermill_message": "%d", "timestamp": 1767225600,
                  "response": "250 OK"},
                 {"event": "open", "sg_event_id": "b", "sg_message_id": "LRzXl_NHStOGhQ4kofSm_A.filter-1.2.3",
                  "timestamp": 1767225600, "useragent": "Mozilla/5.0", "ip": "192.0.2.7"},
                 {"event": "processed", "sg_event_id": "c", "sg_message_id": "nobody knows this one", "timestamp": 1}]
                """.formatted(message);
        call(provider, batch).expectStatus().isOk();
        call(provider, batch).expectStatus().isOk();
        assertThat(row(message)).isEqualTo("DELIVERED 0 0");
        assertThat(row(byVendorId)).as("fetched ahead by a machine").isEqualTo("SENT 0 1");
        get(owner, "/email-infrastructure/webhooks/unmatched")
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].event.word")
                .isEqualTo("processed");
        get(owner, "/email-infrastructure/webhooks/log")
                .jsonPath("$.items.length()")
                .isEqualTo(2)
                .jsonPath("$.items[0].events")
                .isEqualTo(3);
    }

    @Test
    void whatIsNotSignedIsRefusedAndLeavesNothing() {
        Owner owner = owner();
        String provider = sendGrid(owner);
        anonymous()
                .post()
                .uri("/webhooks/email/sendgrid/" + provider)
                .contentType(MediaType.APPLICATION_JSON)
                .body("[{\"event\": \"open\"}]")
                .exchange()
                .expectStatus()
                .isUnauthorized();
        get(owner, "/email-infrastructure/webhooks/log")
                .jsonPath("$.items.length()")
                .isEqualTo(0);
    }

    @Test
    void whatCanNotBeStoredIsAnsweredSoThatItComesAgain() {
        Owner owner = owner();
        String provider = sendGrid(owner);
        long message = message(owner, null);
        String batch =
                "[{\"event\": \"delivered\", \"sg_event_id\": \"again\", \"lettermill_message\": \"" + message + "\"}]";
        database.sql("ALTER TABLE ledger.event ADD CONSTRAINT nothing CHECK (false) NOT VALID")
                .update();
        try {
            call(provider, batch).expectStatus().is5xxServerError();
        } finally {
            database.sql("ALTER TABLE ledger.event DROP CONSTRAINT nothing").update();
        }
        get(owner, "/email-infrastructure/webhooks/log")
                .jsonPath("$.items.length()")
                .isEqualTo(0);
        call(provider, batch).expectStatus().isOk();
        assertThat(row(message)).isEqualTo("DELIVERED 0 0");
    }

    @Test
    void nobodyFindsAWebhookThatIsNotThere() {
        Owner owner = owner();
        String provider = sendGrid(owner);
        for (String path : List.of(
                "sendgrid/" + UUID.randomUUID(), "mailgun/" + provider, "smtp/" + provider, "nobody/x", "sendgrid/x")) {
            anonymous()
                    .post()
                    .uri("/webhooks/email/" + path)
                    .body("[]")
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
        anonymous()
                .method(HttpMethod.GET)
                .uri("/webhooks/email/sendgrid/" + provider)
                .exchange()
                .expectStatus()
                .isEqualTo(405);
    }

    @Test
    void theBarePathFindsTheProviderByItsKey() {
        Owner owner = owner();
        sendGrid(owner);
        sign(anonymous().post().uri("/webhooks/email/sendgrid"), "[]")
                .expectStatus()
                .isOk();
        get(owner, "/email-infrastructure/webhooks/log")
                .jsonPath("$.items.length()")
                .isEqualTo(1);
    }

    @Test
    void tenMegabytesAreTooLarge() {
        String provider = sendGrid(owner());
        anonymous()
                .post()
                .uri("/webhooks/email/sendgrid/" + provider)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new byte[10_000_000])
                .exchange()
                .expectStatus()
                .isEqualTo(413);
    }

    @Test
    void signedNonsenseIsTheSendersFault() {
        String provider = sendGrid(owner());
        for (String body : List.of("", "{}", "[", "[[[[", "\0", "\"text\"", "[1, null, {}, \"x\"")) {
            call(provider, body).expectStatus().is4xxClientError();
        }
        String odd = """
                [1, null, {}, [], {"event": 7}, {"event": "open", "timestamp": 1e400, "useragent": "a\\u0000b\\ud800"},
                 {"event": "bounce", "timestamp": "soon", "status": {"x": 1}, "reason": ["no"], "email": 5}]""";
        call(provider, odd).expectStatus().isOk();
    }

    @Test
    void secretsGoInAndNeverComeOut() {
        Owner owner = owner();
        String provider = provider(owner, "POSTMARK");
        put(owner, provider, "{}").expectStatus().isEqualTo(422);
        String shown = put(owner, provider, """
                        {"basic_auth": [{"username": "mark", "password": "open sesame"}],
                         "headers": [{"name": "X-Mill", "value": "another secret"}]}""")
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(shown)
                .contains("/webhooks/email/postmark/" + provider, "mark", "X-Mill")
                .doesNotContain("sesame", "another secret");
        assertThat(database.sql("SELECT locked FROM webhook.credential")
                        .query(String.class)
                        .list())
                .noneMatch(locked -> locked.contains("sesame"));
        Owner other = owner();
        other.client()
                .get()
                .uri(other.path(PROVIDERS + "/" + provider + "/webhook"))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void aFactThatCameBeforeItsMessageWaitsAndAReplayFindsIt() {
        Owner owner = owner();
        String provider = sendGrid(owner);
        call(provider, """
                [{"event": "bounce", "type": "bounce", "sg_event_id": "early", "status": "5.1.1", "timestamp": 1767225600,
                  "reason": "550 5.1.1 no such user", "sg_message_id": "ZZzXl_NHStOGhQ4kofSm_B.filter-1"}]""").expectStatus().isOk();
        long message = message(owner, "ZZzXl_NHStOGhQ4kofSm_B");
        for (int recorded : List.of(1, 0)) {
            owner.client()
                    .post()
                    .uri(owner.path("/email-infrastructure/webhooks/replay"))
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Map.of("provider_id", provider))
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.callbacks")
                    .isEqualTo(1)
                    .jsonPath("$.recorded")
                    .isEqualTo(recorded);
        }
        assertThat(row(message)).isEqualTo("BOUNCED 0 0");
        get(owner, "/email-infrastructure/webhooks/unmatched")
                .jsonPath("$.items.length()")
                .isEqualTo(0);
    }

    private String sendGrid(Owner owner) {
        String provider = provider(owner, "SENDGRID");
        put(
                        owner,
                        provider,
                        "{\"public_keys\": [\""
                                + Base64.getEncoder()
                                        .encodeToString(key.getPublic().getEncoded()) + "\"]}")
                .expectStatus()
                .isOk();
        return provider;
    }

    private String provider(Owner owner, String type) {
        String body = owner.client()
                .post()
                .uri(owner.path(PROVIDERS))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"name\": \"%s\", \"provider_type\": \"%s\"}".formatted(UUID.randomUUID(), type))
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return IntakeDesk.JSON.readTree(body).get("id").asString();
    }

    private RestTestClient.ResponseSpec put(Owner owner, String provider, String body) {
        return owner.client()
                .put()
                .uri(owner.path(PROVIDERS + "/" + provider + "/webhook"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private RestTestClient.BodyContentSpec get(Owner owner, String path) {
        return owner.client()
                .get()
                .uri(owner.path(path))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private RestTestClient.ResponseSpec call(String provider, String body) {
        return sign(anonymous().post().uri("/webhooks/email/sendgrid/" + provider), body);
    }

    private RestTestClient.ResponseSpec sign(RestTestClient.RequestBodySpec request, String body) {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        IntakeDesk.signSendGrid(key, octets, Instant.now())
                .forEach((name, values) -> request.header(name, values.getFirst()));
        return request.contentType(MediaType.APPLICATION_JSON).body(octets).exchange();
    }

    private long message(Owner owner, String vendorId) {
        return database.sql("""
                        INSERT INTO ledger.message (workspace_id, kind, email, status, phase, provider_message_id,
                            created_at, updated_at)
                        SELECT id, 'TEST', 'p@example.org', 'PENDING', 'UNKNOWN', :vendorId, created_at, created_at
                        FROM workspace.workspace WHERE slug = :slug RETURNING id""")
                .param("slug", owner.workspace())
                .param("vendorId", vendorId)
                .query(Long.class)
                .single();
    }

    private String row(long message) {
        return database.sql("""
                        SELECT concat_ws(' ', status, open_count, machine_open_count) FROM ledger.message WHERE id = :id""").param("id", message).query(String.class).single();
    }
}
