package lettermill.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lettermill.AppTest;
import lettermill.lab.vendor.VendorServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Vendors as providers: what each type asks for, what is shown, and the vendor's own words. */
class VendorApiTest extends AppTest {
    private static final String PATH = "/email-infrastructure/providers";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SES      | {"api_key": "k"}                                       | credentials.access_key_id
            SES      | {"access_key_id": "AK", "secret_access_key": "s"}      | settings.region
            SENDGRID | {"api_key": " "}                                       | credentials.api_key
            SENDGRID | {"username": "u", "api_key": "k"}                      | credentials.username
            MAILGUN  | {"api_key": "k"}                                       | settings.domain
            POSTMARK | {"api_key": "k"}                                       | credentials.server_token
            SENDGRID | {"api_key": "two words"}                               | credentials.secret
            """)
    void whatATypeNeedsIsNamed(String type, String credentials, String field) {
        Owner owner = owner();
        ask(owner, HttpMethod.POST, "", """
                {"name": "V", "provider_type": "%s", "credentials": %s}""".formatted(type, credentials))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.fields[*].field")
                .value(List.class, fields -> assertThat(fields).asString().contains(field));
    }

    @Test
    void anEndpointIsHttpsAndSettingsAreOfTheType() {
        Owner owner = owner();
        for (String endpoint :
                List.of("http://api.example.com", "ftp://127.0.0.1", "https://u@api.example.com", "::")) {
            wrongSettings(owner, "SENDGRID", "{\"endpoint\": \"%s\"}".formatted(endpoint), "settings.endpoint");
        }
        wrongSettings(owner, "SENDGRID", "{\"host\": \"mail.example\"}", "settings.host");
        wrongSettings(owner, "POSTMARK", "{\"message_stream\": \"No Stream\"}", "settings.message_stream");
    }

    private void wrongSettings(Owner owner, String type, String settings, String field) {
        String credentials = type.equals("POSTMARK") ? "{\"server_token\": \"t\"}" : "{\"api_key\": \"k\"}";
        ask(owner, HttpMethod.POST, "", """
                {"name": "V", "provider_type": "%s", "credentials": %s, "settings": %s}""".formatted(type, credentials, settings))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.fields[0].field")
                .isEqualTo(field);
    }

    @Test
    void theKeyIsTriedAtTheVendorAndNeverShown() throws IOException {
        Owner owner = owner();
        try (VendorServer ses = VendorServer.ses("AKIALETTER", "sesame-key", mail -> {})) {
            String id = made(owner, """
                    {"name": "Amazon", "provider_type": "ses",
                     "credentials": {"access_key_id": "AKIALETTER", "secret_access_key": "wrong-sesame"},
                     "settings": {"region": "eu-central-1", "endpoint": "%s"}}""".formatted(ses.endpoint()));
            tested(owner, id, "SIGN_IN_REFUSED", "InvalidSignatureException");
            ask(owner, HttpMethod.PATCH, "/" + id, """
                    {"credentials": {"access_key_id": "AKIALETTER", "secret_access_key": "sesame-key"}}""").expectStatus().isOk();
            tested(owner, id, "READY", "may send");
            String shown = ask(owner, HttpMethod.PATCH, "/" + id, "{\"settings\": {\"configuration_set\": \"news\"}}")
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();
            assertThat(shown)
                    .contains("\"configuration_set\":\"news\"", "\"region\":\"eu-central-1\"")
                    .doesNotContain("sesame", "AKIALETTER");
            tested(owner, id, "READY", "may send");
            assertThat(database.sql(
                                    "SELECT p::text FROM provider.provider p UNION ALL SELECT m::text FROM mailagent.provider m")
                            .query(String.class)
                            .list())
                    .noneMatch(row -> row.contains("sesame"));
            ask(owner, HttpMethod.PATCH, "/" + id, "{\"provider_type\": \"POSTMARK\"}")
                    .expectStatus()
                    .isEqualTo(422);
        }
    }

    @Test
    void theOthersAreTriedToo() throws IOException {
        Owner owner = owner();
        try (VendorServer mailgun = VendorServer.mailgun("key-1", "mg.mill.example", mail -> {});
                VendorServer postmark = VendorServer.postmark("token-1", mail -> {});
                VendorServer sendGrid = VendorServer.sendGrid("SG.1", mail -> {})) {
            String gun = made(owner, """
                    {"name": "Gun", "provider_type": "MAILGUN", "credentials": {"api_key": "key-1"},
                     "settings": {"domain": "mg.mill.example", "endpoint": "%s"}}""".formatted(mailgun.endpoint()));
            tested(owner, gun, "READY", "domain is active");
            String mark = made(owner, """
                    {"name": "Mark", "provider_type": "POSTMARK", "credentials": {"server_token": "token-1"},
                     "settings": {"endpoint": "%s"}}""".formatted(postmark.endpoint()));
            tested(owner, mark, "READY", "server Lab");
            String grid = made(owner, """
                    {"name": "Grid", "provider_type": "SENDGRID", "credentials": {"api_key": "SG.2"},
                     "settings": {"endpoint": "%s"}}""".formatted(sendGrid.endpoint()));
            tested(owner, grid, "SIGN_IN_REFUSED", "authorization grant is invalid");
        }
    }

    @Test
    void aPausedProviderCarriesNothingUntilItGoesOn() {
        Owner owner = owner();
        String id = made(owner, """
                {"name": "Grid", "provider_type": "SENDGRID", "credentials": {"api_key": "k"}}""");
        ask(owner, HttpMethod.POST, "/" + id + "/pause", "{}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.paused_at")
                .isNotEmpty();
        ask(owner, HttpMethod.POST, "/" + id + "/pause", "{}").expectStatus().isOk();
        ask(owner, HttpMethod.POST, "/" + id + "/resume", "{}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.paused_at")
                .isEmpty();
        assertThat(database.sql("""
                                SELECT action FROM workspace.audit_entry
                                WHERE target = :id AND action IN ('provider.pause', 'provider.resume') ORDER BY id""").param("id", id).query(String.class).list())
                .containsExactly("provider.pause", "provider.resume");
    }

    private void tested(Owner owner, String id, String state, String words) {
        ask(owner, HttpMethod.POST, "/" + id + "/test", "{}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo(state)
                .jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).contains(words));
    }

    private RestTestClient.ResponseSpec ask(Owner owner, HttpMethod method, String path, String body) {
        return owner.client()
                .method(method)
                .uri(owner.path(PATH + path))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private String made(Owner owner, String body) {
        Map<?, ?> made = ask(owner, HttpMethod.POST, "", body)
                .expectStatus()
                .isCreated()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        return String.valueOf(Objects.requireNonNull(made).get("id"));
    }
}
