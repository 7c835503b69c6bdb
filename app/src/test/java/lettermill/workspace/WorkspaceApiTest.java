package lettermill.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import lettermill.AppTest;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

class WorkspaceApiTest extends AppTest {

    @Test
    void aSessionShowsItsWorkspacesAndEndsBySigningOut() {
        Owner owner = owner();
        owner.client()
                .get()
                .uri("/api/session")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.account.email")
                .isEqualTo(owner.email())
                .jsonPath("$.workspaces[?(@.slug == '" + owner.workspace() + "')].role")
                .isEqualTo("OWNER");
        owner.client().delete().uri("/api/session").exchange().expectStatus().isNoContent();
        owner.client().get().uri("/api/session").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void aForeignWorkspaceIsAsUnknownAsOneThatIsNot() {
        Owner here = owner();
        Owner there = owner();
        String foreign = here.client()
                .get()
                .uri(there.path("/members"))
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        String unknown = here.client()
                .get()
                .uri("/workspaces/nowhere/members")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(foreign.replace(there.workspace(), "x")).isEqualTo(unknown.replace("nowhere", "x"));
    }

    @Test
    void aWriteByCookieNeedsTheCsrfToken() {
        Owner owner = owner();
        owner.client()
                .mutate()
                .defaultHeaders(headers -> headers.remove("X-XSRF-TOKEN"))
                .build()
                .patch()
                .uri(owner.path(""))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"name\": \"Other\"}")
                .exchange()
                .expectStatus()
                .isForbidden();
        owner.client()
                .patch()
                .uri(owner.path(""))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"name\": \"Other\"}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Other");
    }

    @Test
    void anApiKeyDoesWhatItsScopesSayInItsWorkspaceOnly() {
        Owner owner = owner();
        RestTestClient program = key(owner, "\"READ\"");
        program.get().uri(owner.path("/members")).exchange().expectStatus().isOk();
        program.patch()
                .uri(owner.path(""))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{}")
                .exchange()
                .expectStatus()
                .isForbidden();
        program.get().uri(owner().path("/members")).exchange().expectStatus().isNotFound();
    }

    @Test
    void aRevokedKeyIsNobody() {
        Owner owner = owner();
        RestTestClient program = key(owner, "\"READ\"");
        String id =
                String.valueOf(database.sql("SELECT id::text FROM workspace.api_key ORDER BY created_at DESC LIMIT 1")
                        .query(String.class)
                        .single());
        owner.client()
                .delete()
                .uri(owner.path("/api-keys/" + id))
                .exchange()
                .expectStatus()
                .isNoContent();
        program.get().uri(owner.path("/members")).exchange().expectStatus().isUnauthorized();
    }

    @Test
    void theLastOwnerStays() {
        Owner owner = owner();
        String account = database.sql("SELECT id::text FROM workspace.account WHERE email = :email")
                .param("email", owner.email())
                .query(String.class)
                .single();
        owner.client()
                .patch()
                .uri(owner.path("/members/" + account))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"role\": \"VIEWER\"}")
                .exchange()
                .expectStatus()
                .isEqualTo(409);
        owner.client()
                .delete()
                .uri(owner.path("/members/" + account))
                .exchange()
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void guessingAPasswordIsSlowedDown() {
        owner();
        for (int i = 0; i < 10; i++) {
            signIn("guess@house.example").expectStatus().isUnauthorized();
        }
        signIn("guess@house.example")
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists("Retry-After");
    }

    @Test
    void aOneTimeLinkWorksOnce() {
        Owner owner = owner();
        Map<?, ?> link = owner.client()
                .post()
                .uri("/api/session/links")
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        String json = "{\"token\": \"" + link.get("token") + "\"}";
        assertThat(post("/api/session/link", json)).isNotBlank();
        anonymous()
                .post()
                .uri("/api/session/link")
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void whoeverInvitesSomebodyCanNotGuessTheirPasswordByTheInvitation() {
        Owner victim = owner();
        Owner inviting = owner();
        Map<?, ?> invitation = inviting.client()
                .post()
                .uri(inviting.path("/invitations"))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"email\": \"" + victim.email() + "\", \"role\": \"VIEWER\"}")
                .exchange()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        for (int i = 0; i < 10; i++) {
            accept(invitation, "wrong password").expectStatus().isUnauthorized();
        }
        accept(invitation, "a long enough password").expectStatus().isEqualTo(429);
        database.sql("DELETE FROM workspace.sign_in_attempt").update();
        accept(invitation, "a long enough password").expectStatus().isNoContent();
    }

    private RestTestClient.ResponseSpec accept(Map<?, ?> invitation, String password) {
        return anonymous()
                .post()
                .uri("/api/invitations/accept")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"token\": \"%s\", \"name\": \"X\", \"password\": \"%s\"}"
                        .formatted(invitation.get("token"), password))
                .exchange();
    }

    @Test
    void badInputIsAnsweredWithTheFieldAndWhatIsRight() {
        Owner owner = owner();
        problem(owner, "{\"timezone\": \"Mars/Olympus\"}", 422, "timezone");
        problem(owner, "{\"nme\": \"x\"}", 422, "nme");
        problem(owner, "{\"name\": \"a\\u0000b\"}", 422, "name");
        problem(owner, "{\"name\": \"\\ud800\"}", 422, "name");
        problem(owner, "{\"name\": [1]}", 422, "name");
        problem(owner, "{\"name\": ", 400, "body");
        problem(owner, "", 422, "body");
        owner.client()
                .patch()
                .uri(owner.path(""))
                .contentType(MediaType.TEXT_PLAIN)
                .body("x")
                .exchange()
                .expectStatus()
                .isEqualTo(415);
        owner.client()
                .get()
                .uri(owner.path("/audit?limit=-1"))
                .exchange()
                .expectStatus()
                .isEqualTo(422);
        owner.client()
                .get()
                .uri(owner.path("/audit?limit=ten"))
                .exchange()
                .expectStatus()
                .isEqualTo(422);
        owner.client()
                .delete()
                .uri(owner.path("/api-keys/not-an-id"))
                .exchange()
                .expectStatus()
                .is4xxClientError();
    }

    private void problem(Owner owner, String json, int status, String field) {
        owner.client()
                .patch()
                .uri(owner.path(""))
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.fields[0].field")
                .isEqualTo(field)
                .jsonPath("$.fields[0].right")
                .isNotEmpty();
    }

    private RestTestClient key(Owner owner, String scopes) {
        Map<?, ?> key = owner.client()
                .post()
                .uri(owner.path("/api-keys"))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"name\": \"program\", \"scopes\": [" + scopes + "]}")
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        return anonymous()
                .mutate()
                .defaultHeader("Authorization", "Bearer " + key.get("secret"))
                .build();
    }

    private RestTestClient.ResponseSpec signIn(String email) {
        return anonymous()
                .post()
                .uri("/api/session")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"email\": \"" + email + "\", \"password\": \"wrong password\"}")
                .exchange();
    }
}
