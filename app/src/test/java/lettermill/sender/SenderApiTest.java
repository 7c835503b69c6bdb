package lettermill.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import lettermill.AppTest;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

class SenderApiTest extends AppTest {

    private static final String DOMAINS = "/email-infrastructure/domains";
    private static final String IDENTITIES = "/email-infrastructure/identities";

    @Test
    void aNewDomainSaysWhatToPublish() {
        Owner owner = owner();
        post(owner, DOMAINS, "{\"domain\": \"Müller.example\", \"subdomain\": \"news\"}")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.host")
                .isEqualTo("news.xn--mller-kva.example")
                .jsonPath("$.status")
                .isEqualTo("PENDING")
                .jsonPath("$.is_default")
                .isEqualTo(true)
                .jsonPath("$.dns_records.dkim.type")
                .isEqualTo("TXT")
                .jsonPath("$.dns_records.dkim.wanted")
                .value(String.class, value -> assertThat(value).contains("p="));
    }

    @Test
    void anOwnersOverrideIsShownAndLogged() {
        Owner owner = owner();
        String id = id(post(owner, DOMAINS, "{\"domain\": \"example.org\"}"));
        post(owner, DOMAINS + "/" + id + "/override", "{\"reason\": \"a demo\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.override.by")
                .isEqualTo(owner.email())
                .jsonPath("$.override.reason")
                .isEqualTo("a demo");
        assertThat(database.sql(
                                "SELECT detail FROM workspace.audit_entry WHERE action = 'domain.override' AND target = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .contains("a demo");
    }

    @Test
    void identitiesStandOnDomainsOfTheWorkspace() {
        Owner owner = owner();
        post(owner, IDENTITIES, "{\"email\": \"news@example.org\"}")
                .expectStatus()
                .isEqualTo(422);
        post(owner, DOMAINS, "{\"domain\": \"example.org\"}").expectStatus().isCreated();
        post(owner, IDENTITIES, "{\"email\": \"news@Example.org\", \"display_name\": \"News\"}")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.email")
                .isEqualTo("news@example.org")
                .jsonPath("$.is_default")
                .isEqualTo(true);
        post(owner, IDENTITIES, "{\"email\": \"NEWS@example.org\"}")
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void anIdentityChangesInParts() {
        Owner owner = owner();
        post(owner, DOMAINS, "{\"domain\": \"example.org\"}").expectStatus().isCreated();
        String first = id(post(owner, IDENTITIES, "{\"email\": \"news@example.org\", \"display_name\": \"News\"}"));
        String second = id(post(owner, IDENTITIES, "{\"email\": \"help@example.org\"}"));
        patch(owner, second, "{\"is_default\": true, \"reply_to\": \"desk@example.org\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.is_default")
                .isEqualTo(true)
                .jsonPath("$.reply_to")
                .isEqualTo("desk@example.org");
        patch(owner, second, "{\"is_default\": null}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.is_default")
                .isEqualTo(true);
        patch(owner, first, "{}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.is_default")
                .isEqualTo(false)
                .jsonPath("$.display_name")
                .isEqualTo("News");
        patch(owner, first, "{\"display_name\": null}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.display_name")
                .isEmpty()
                .jsonPath("$.email")
                .isEqualTo("news@example.org");
        owner.client()
                .get()
                .uri(owner.path(IDENTITIES + "/" + second))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.reply_to")
                .isEqualTo("desk@example.org");
        assertThat(database.sql(
                                "SELECT count(*) FROM workspace.audit_entry WHERE action = 'identity.change' AND target = :id")
                        .param("id", first)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void aChangeThatDoesNotFitNamesItsField() {
        Owner owner = owner();
        post(owner, DOMAINS, "{\"domain\": \"example.org\"}").expectStatus().isCreated();
        String id = id(post(owner, IDENTITIES, "{\"email\": \"news@example.org\"}"));
        Map.of("reply_to", "\"nobody\"", "display_name", "\"a\\nb\"", "is_default", "\"perhaps\"")
                .forEach((field, value) -> patch(owner, id, "{\"" + field + "\": " + value + "}")
                        .expectStatus()
                        .isEqualTo(422)
                        .expectBody(String.class)
                        .value(body -> assertThat(body).contains(field)));
        patch(owner(), id, "{\"display_name\": \"Another\"}").expectStatus().isNotFound();
    }

    @Test
    void whatIsNoDomainIsRefused() {
        Owner owner = owner();
        for (String domain : new String[] {"", "nodots", "-a.example", "exa mple.org", "a..b"}) {
            post(owner, DOMAINS, "{\"domain\": \"" + domain + "\"}")
                    .expectStatus()
                    .isEqualTo(422);
        }
    }

    private RestTestClient.ResponseSpec post(Owner owner, String path, String body) {
        return owner.client()
                .post()
                .uri(owner.path(path))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private static RestTestClient.ResponseSpec patch(Owner owner, String id, String body) {
        return owner.client()
                .patch()
                .uri(owner.path(IDENTITIES + "/" + id))
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
