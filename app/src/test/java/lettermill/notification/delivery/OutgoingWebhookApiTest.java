package lettermill.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import lettermill.AppTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Endpoints over the API, and a test event by the running job. */
@TestPropertySource(properties = "lettermill.notification.networks=127.0.0.0/8")
class OutgoingWebhookApiTest extends AppTest {

    private static final String ENDPOINTS = "/webhook-endpoints";

    private record Made(Shown endpoint, String secret) {}

    private record Shown(String id, String url) {}

    private RestTestClient.ResponseSpec post(Owner owner, String path, String json) {
        return owner.client()
                .post()
                .uri(owner.path(ENDPOINTS + path))
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .exchange();
    }

    private RestTestClient.BodyContentSpec get(Owner owner, String path) {
        return owner.client()
                .get()
                .uri(owner.path(ENDPOINTS + path))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private Made create(Owner owner, String url) {
        return post(owner, "", "{\"url\": \"" + url + "\", \"event_types\": [\"message.bounce\"]}")
                .expectStatus()
                .isCreated()
                .expectBody(Made.class)
                .returnResult()
                .getResponseBody();
    }

    @Test
    void aTestEventArrivesAndIsRepeatedByHand() {
        Owner owner = owner();
        try (Receiver receiver = new Receiver()) {
            Made made = create(owner, receiver.url("/hooks"));
            String id = made.endpoint().id();
            post(owner, "/" + id + "/test", "{}").expectStatus().isAccepted();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> receiver.received().size() == 1);
            Receiver.Received got = receiver.received().getFirst();
            assertThat(got.type()).isEqualTo("endpoint.test");
            assertThat(got.signedBy(made.secret())).isTrue();
            assertThat(got.json().get("data").get("requested_by").asString()).isEqualTo(owner.email());
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> get(owner, "/" + id + "/deliveries?state=DELIVERED&event_id=" + got.id())
                            .jsonPath("$.items[0].last_status")
                            .isEqualTo(204));
            long delivery = database.sql("SELECT id FROM notification.delivery WHERE event_id = :id")
                    .param("id", UUID.fromString(got.id()))
                    .query(Long.class)
                    .single();
            get(owner, "/" + id + "/deliveries/" + delivery).jsonPath("$.body").isEqualTo(got.body());
            post(owner, "/" + id + "/deliveries/" + delivery + "/redeliver", "{}")
                    .expectStatus()
                    .isAccepted();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> receiver.received().size() == 2);
            assertThat(receiver.received().getLast().id()).isEqualTo(got.id());
        }
    }

    @Test
    void theSecretIsShownOnceAndANewOneByRotation() {
        Owner owner = owner();
        Made made = create(owner, "https://receiver.example/hooks");
        String id = made.endpoint().id();
        assertThat(made.secret()).matches("whsec_[A-Za-z0-9+/]{43}=");
        get(owner, "/" + id)
                .jsonPath("$.secret")
                .doesNotExist()
                .jsonPath("$.active")
                .isEqualTo(true);
        get(owner, "").jsonPath("$.items.length()").isEqualTo(1);
        Made rotated = post(owner, "/" + id + "/rotate-secret", "{\"overlap_hours\": 1}")
                .expectStatus()
                .isOk()
                .expectBody(Made.class)
                .returnResult()
                .getResponseBody();
        assertThat(rotated.secret()).isNotEqualTo(made.secret());
        post(owner, "/" + id + "/rotate-secret", "{\"overlap_hours\": -1}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.fields[0].field")
                .isEqualTo("overlap_hours");
        assertThat(database.sql("SELECT locked FROM notification.signing_secret")
                        .query(String.class)
                        .list())
                .noneMatch(locked -> locked.contains("whsec_"));
        owner.client()
                .delete()
                .uri(owner.path(ENDPOINTS + "/" + id))
                .exchange()
                .expectStatus()
                .isNoContent();
        owner.client()
                .get()
                .uri(owner.path(ENDPOINTS + "/" + id))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | url",
                "{\"url\": \"http://1.1.1.1/\", \"event_types\": [\"*\"]} | url",
                "{\"url\": \"https://10.0.0.1/\", \"event_types\": [\"*\"]} | url",
                "{\"url\": \"https://[fd00::1]/\", \"event_types\": [\"*\"]} | url",
                "{\"url\": \"https://169.254.169.254/latest\", \"event_types\": [\"*\"]} | url",
                "{\"url\": \"https://user:secret@a.example/\", \"event_types\": [\"*\"]} | url",
                "{\"url\": \"https://a.example/#x\", \"event_types\": [\"*\"]} | url",
                "{\"url\": \"https://a.example:99999/\", \"event_types\": [\"*\"]} | url",
                "{\"url\": \"https://a.example/\\r\\nX: y\", \"event_types\": [\"*\"]} | url",
                "{\"url\": \"https:///x\", \"event_types\": [\"*\"]} | url",
                "{\"url\": \"ftp://a.example/\", \"event_types\": [\"*\"]} | url",
                "{\"url\": \"https://a.example/\", \"event_types\": []} | event_types",
                "{\"url\": \"https://a.example/\", \"event_types\": [null]} | event_types[0]",
                "{\"url\": \"https://a.example/\", \"event_types\": [\"message.eaten\"]} | event_types",
                "{\"url\": \"https://a.example/\", \"event_types\": [\"endpoint.test\"]} | event_types",
                "{\"url\": \"https://a.example/\", \"event_types\": [\"*\", \"message.send\"]} | event_types",
            })
    void badInputIsRefusedWithItsField(String json, String field) {
        post(owner(), "", json)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.fields[0].field")
                .isEqualTo(field);
    }

    @Test
    void nobodySeesOrChangesAnothersEndpoint() {
        Owner owner = owner();
        Owner stranger = owner();
        String id = create(owner, "https://receiver.example/").endpoint().id();
        for (String path : new String[] {"/" + id, "/" + id + "/deliveries"}) {
            stranger.client()
                    .get()
                    .uri(stranger.path(ENDPOINTS + path))
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
        post(stranger, "/" + id + "/test", "{}").expectStatus().isNotFound();
        post(stranger, "/" + id + "/rotate-secret", "{}").expectStatus().isNotFound();
        post(owner, "/" + id + "/deliveries/1/redeliver", "{}").expectStatus().isNotFound();
    }
}
