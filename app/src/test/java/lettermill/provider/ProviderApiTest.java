package lettermill.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import lettermill.AppTest;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

class ProviderApiTest extends AppTest {

    private static final String PATH = "/email-infrastructure/providers";
    private static final String BODY = """
            {"name": "House", "provider_type": "smtp", "credentials": {"username": "me", "password": "open sesame"},
             "settings": {"host": "127.0.0.1", "port": 9}, "max_sends_per_second": 5, "is_default": true}""";

    @Test
    void secretsGoInAndNeverComeOut() {
        Owner owner = owner();
        String created = send(owner, BODY)
                .expectStatus()
                .isCreated()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        String listed = owner.client()
                .get()
                .uri(owner.path(PATH))
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(created).contains("\"max_sends_per_second\":5").contains("\"is_default\":true");
        assertThat(created + listed).doesNotContain("sesame").doesNotContain("credentials");
        assertThat(database.sql("SELECT settings::text FROM provider.provider")
                        .query(String.class)
                        .list())
                .noneMatch(settings -> settings.contains("sesame"));
    }

    @Test
    void aPatchChangesWhatItNamesAndNullClears() {
        Owner owner = owner();
        String id = id(send(owner, BODY));
        owner.client()
                .patch()
                .uri(owner.path(PATH + "/" + id))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"max_sends_per_second\": null, \"max_sends_per_day\": 100}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.max_sends_per_second")
                .isEmpty()
                .jsonPath("$.max_sends_per_day")
                .isEqualTo(100)
                .jsonPath("$.name")
                .isEqualTo("House");
    }

    @Test
    void aProbeOfAServerThatIsNotThereSaysSo() {
        Owner owner = owner();
        String id = id(send(owner, BODY));
        owner.client()
                .post()
                .uri(owner.path(PATH + "/" + id + "/test"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("UNREACHABLE");
        owner.client()
                .get()
                .uri(owner.path(PATH + "/" + id))
                .exchange()
                .expectBody()
                .jsonPath("$.last_check_status")
                .isEqualTo("UNREACHABLE");
    }

    @Test
    void whatIsWrongIsSaidByField() {
        Owner owner = owner();
        send(owner, "{\"name\": \"\", \"max_sends_per_day\": 0}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.fields[*].field")
                .isEqualTo(java.util.List.of("name", "provider_type", "max_sends_per_day"));
        send(owner, "{\"name\": \"House\", \"provider_type\": \"SMTP\"}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.fields[*].field")
                .isEqualTo(java.util.List.of("settings.host"));
    }

    @Test
    void aVendorReportsButCarriesNothingYet() {
        Owner owner = owner();
        send(owner, "{\"name\": \"Grid\", \"provider_type\": \"SENDGRID\", \"is_default\": true}")
                .expectStatus()
                .isEqualTo(422);
        String id = id(send(owner, "{\"name\": \"Grid\", \"provider_type\": \"SENDGRID\"}"));
        owner.client()
                .post()
                .uri(owner.path(PATH + "/" + id + "/test"))
                .exchange()
                .expectStatus()
                .isEqualTo(409);
        send(owner, BODY.replace(", \"is_default\": true", ""))
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.is_default")
                .isEqualTo(true);
    }

    @Test
    void foreignProvidersAreNotThere() {
        Owner owner = owner();
        String id = id(send(owner, BODY));
        Owner other = owner();
        other.client()
                .get()
                .uri(other.path(PATH + "/" + id))
                .exchange()
                .expectStatus()
                .isNotFound();
        other.client()
                .delete()
                .uri(other.path(PATH + "/" + id))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private RestTestClient.ResponseSpec send(Owner owner, String body) {
        return owner.client()
                .post()
                .uri(owner.path(PATH))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private static String id(RestTestClient.ResponseSpec response) {
        return String.valueOf(response.expectStatus()
                .isCreated()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody()
                .get("id"));
    }
}
