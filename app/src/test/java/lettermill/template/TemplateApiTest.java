package lettermill.template;

import static org.assertj.core.api.Assertions.assertThat;

import lettermill.AppTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.json.JsonMapper;

class TemplateApiTest extends AppTest {
    private static final String WELCOME = """
            {"name": "Welcome, été!", "category": "onboarding", "subject_template": "Hi {{ recipient_name }}",
             "body_html": "<p>\\nHi {{ recipient_name }}, your plan: {{ plan }}</p>",
             "preview_text": "Nice to see you",
             "variables": [{"name": "plan", "default": "Free", "description": "what they pay for"}]}
            """;

    private Owner owner;

    @BeforeEach
    void signIn() {
        owner = owner();
    }

    @Test
    void aTemplateKeepsAllItIsGiven() {
        String id = id(send("", WELCOME).expectStatus().isCreated());
        get("/" + id)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Welcome, été!")
                .jsonPath("$.slug")
                .isEqualTo("welcome-ete")
                .jsonPath("$.category")
                .isEqualTo("ONBOARDING")
                .jsonPath("$.template_type")
                .isEqualTo("CODE")
                .jsonPath("$.is_active")
                .isEqualTo(true)
                .jsonPath("$.version")
                .isEqualTo(1)
                .jsonPath("$.subject_template")
                .isEqualTo("Hi {{ recipient_name }}")
                .jsonPath("$.preview_text")
                .isEqualTo("Nice to see you")
                .jsonPath("$.body_text")
                .isEmpty()
                .jsonPath("$.visual_definition")
                .isEmpty()
                .jsonPath("$.variables[0].name")
                .isEqualTo("plan")
                .jsonPath("$.variables[0].type")
                .isEqualTo("STRING")
                .jsonPath("$.variables[0].required")
                .isEqualTo(false)
                .jsonPath("$.variables[0].default")
                .isEqualTo("Free");
    }

    @Test
    void aDesignIsKeptAsItWasGiven() {
        String design =
                "{\"version\":1,\"settings\":{\"width\":600},\"blocks\":[{\"type\":\"text\",\"props\":{\"text\":\"Hé\"}}]}";
        String id = id(send(
                "",
                WELCOME.replace(
                        "\"category\"",
                        "\"template_type\": \"VISUAL\", \"visual_definition\": " + design + ", \"category\"")));
        get("/" + id)
                .expectBody()
                .jsonPath("$.template_type")
                .isEqualTo("VISUAL")
                .jsonPath("$.visual_definition.blocks[0].props.text")
                .isEqualTo("Hé");
    }

    @Test
    void aChangeLeavesOutWhatItDoesNotName() {
        String id = id(send("", WELCOME));
        patch("/" + id, "{\"name\": \"Hello\", \"preview_text\": null}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Hello")
                .jsonPath("$.slug")
                .isEqualTo("welcome-ete")
                .jsonPath("$.preview_text")
                .isEmpty()
                .jsonPath("$.version")
                .isEqualTo(2)
                .jsonPath("$.variables[0].default")
                .isEqualTo("Free");
        patch("/" + id, "{\"is_active\": false}")
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo(2);
    }

    @Test
    void everySavedContentCanBeSeenComparedAndRestored() {
        String id = id(send("", WELCOME));
        patch("/" + id, "{\"body_html\": \"<p>\\nBye {{ recipient_name }}</p>\"}")
                .expectStatus()
                .isOk();
        get("/" + id + "/versions")
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(2)
                .jsonPath("$.items[0].number")
                .isEqualTo(2)
                .jsonPath("$.items[0].created_by")
                .isEqualTo(owner.email());
        get("/" + id + "/versions?limit=1").expectBody().jsonPath("$.next").isEqualTo("2");
        get("/" + id + "/versions?limit=1&after=2")
                .expectBody()
                .jsonPath("$.items[0].number")
                .isEqualTo(1);
        get("/" + id + "/versions/1").expectBody().jsonPath("$.preview_text").isEqualTo("Nice to see you");
        get("/" + id + "/versions/1/diff?to=2")
                .expectBody()
                .jsonPath("$.parts.length()")
                .isEqualTo(1)
                .jsonPath("$.parts[0].field")
                .isEqualTo("body_html")
                .jsonPath("$.parts[0].lines[0].change")
                .isEqualTo("SAME")
                .jsonPath("$.parts[0].lines[1].change")
                .isEqualTo("REMOVED")
                .jsonPath("$.parts[0].lines[2].text")
                .isEqualTo("Bye {{ recipient_name }}</p>");
        send("/" + id + "/versions/1/restore", "")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo(3);
        get("/" + id + "/versions/1/diff?to=3").expectBody().jsonPath("$.parts").isEmpty();
    }

    @Test
    void aCopyHasANameAndASlugOfItsOwn() {
        String id = id(send("", WELCOME));
        send("/" + id + "/duplicate", "")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Copy of Welcome, été!")
                .jsonPath("$.slug")
                .isEqualTo("welcome-ete-2")
                .jsonPath("$.version")
                .isEqualTo(1);
        assertThat(id(send("", WELCOME))).isNotEqualTo(id);
    }

    @Test
    void aDeletedTemplateIsGoneAndItsSlugFree() {
        String id = id(send("", WELCOME));
        owner.client().delete().uri(path("/" + id)).exchange().expectStatus().isNoContent();
        get("/" + id).expectStatus().isNotFound();
        owner.client().delete().uri(path("/" + id)).exchange().expectStatus().isNotFound();
        send("", WELCOME).expectBody().jsonPath("$.slug").isEqualTo("welcome-ete");
    }

    @Test
    void theListIsPagedNarrowedAndOfThisWorkspaceOnly() {
        for (String name : new String[] {"Alpha", "Beta", "Gamma"}) {
            send("", WELCOME.replace("Welcome, été!", name)).expectStatus().isCreated();
        }
        String next = text(
                get("?limit=2")
                        .expectBody()
                        .jsonPath("$.items.length()")
                        .isEqualTo(2)
                        .returnResult()
                        .getResponseBodyContent(),
                "next");
        get("?limit=2&after=" + next)
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.next")
                .isEmpty();
        get("?search=BET")
                .expectBody()
                .jsonPath("$.items[0].name")
                .isEqualTo("Beta")
                .jsonPath("$.items[0].body_html")
                .doesNotExist();
        get("?category=newsletter").expectBody().jsonPath("$.items").isEmpty();
        Owner other = owner();
        other.client()
                .get()
                .uri(other.path("/email-marketing/templates"))
                .exchange()
                .expectBody()
                .jsonPath("$.items")
                .isEmpty();
        String id = id(send("", WELCOME));
        other.client()
                .get()
                .uri(other.path("/email-marketing/templates/" + id))
                .exchange()
                .expectStatus()
                .isNotFound();
        other.client()
                .post()
                .uri(other.path("/email-marketing/templates/" + id + "/preview"))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void aFaultyTemplateIsRefusedWithLineColumnAndAHint() {
        send("", WELCOME.replace("{{ plan }}", "{{ plan|uper }}"))
                .expectStatus()
                .isEqualTo(422)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.fields[0].field")
                .isEqualTo("body_html")
                .jsonPath("$.fields[0].wrong")
                .value(String.class, wrong -> assertThat(wrong).matches("line 2, column \\d+: .*uper.*"))
                .jsonPath("$.fields[0].right")
                .isEqualTo("did you mean upper?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": null}|name",
                "{\"name\": \"  \"}|name",
                "{\"slug\": \"No Slug\"}|slug",
                "{\"category\": \"SPAM\"}|category",
                "{\"category\": 7.5}|category",
                "{\"subject_template\": \"a\\nBcc: b\"}|subject_template",
                "{\"body_html\": \"\"}|body_html",
                "{\"body_html\": {}}|body_html",
                "{\"body_html\": \"a\\u0000b\"}|body_html",
                "{\"variables\": [{\"name\": \"1x\"}]}|variables[0].name",
                "{\"variables\": [{\"name\": \"email\"}]}|variables[0].name",
                "{\"variables\": [{\"name\": \"a\"}, {\"name\": \"a\"}]}|variables[1].name",
                "{\"variables\": [{\"nme\": \"a\"}]}|variables[0].nme",
                "{\"variables\": {}}|variables",
                "{\"is_active\": \"maybe\"}|is_active",
                "{\"colour\": \"red\"}|colour",
            })
    void whatCannotBeTakenIsNamed(String change, String field) {
        String id = id(send("", WELCOME));
        patch("/" + id, change)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.fields[0].field")
                .isEqualTo(field)
                .jsonPath("$.fields[0].right")
                .isNotEmpty();
    }

    @Test
    void bodiesThatAreNoTemplateAreRefusedToo() {
        send("", "{\"name\": ").expectStatus().isBadRequest();
        send("", "[]").expectStatus().is4xxClientError();
        send("", "null").expectStatus().is4xxClientError();
        patch("/" + id(send("", WELCOME)), "7").expectStatus().is4xxClientError();
        get("/no-uuid").expectStatus().is4xxClientError();
        get("?limit=0").expectStatus().isEqualTo(422);
        get("?after=x").expectStatus().isEqualTo(422);
        get("/" + id(send("", WELCOME)) + "/versions/99").expectStatus().isNotFound();
    }

    @Test
    void aSlugBelongsToOneTemplate() {
        send("", WELCOME);
        send("", WELCOME.replace("\"category\"", "\"slug\": \"welcome-ete\", \"category\""))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.fields[0].field")
                .isEqualTo("slug");
    }

    @Test
    void aPreviewShowsTheLetter() {
        String id = id(send("", WELCOME));
        send("/" + id + "/preview", "{\"context\": {\"recipient_name\": \"<Ada>\", \"plan\": \"Pro\"}}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.subject")
                .isEqualTo("Hi <Ada>")
                .jsonPath("$.html")
                .value(
                        String.class,
                        html -> assertThat(html)
                                .contains("Nice to see you")
                                .endsWith("<p>\nHi &lt;Ada&gt;, your plan: Pro</p>"))
                .jsonPath("$.text")
                .isEqualTo("Hi <Ada>, your plan: Pro\n")
                .jsonPath("$.size_bytes")
                .value(Integer.class, bytes -> assertThat(bytes).isGreaterThan(500));
        send("/" + id + "/preview", "")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.subject")
                .isEqualTo("Hi Ada Lovelace");
    }

    @Test
    void aPreviewTakesAPersonsOwnValues() {
        long ada = database.sql("""
                        INSERT INTO audience.subscriber (workspace_id, email, email_key, name, status, attributes, created_at, updated_at)
                        SELECT id, 'ada@lovelace.example', 'ada@lovelace.example', 'Countess', 'ACTIVE', '{"plan": "Royal"}', '2026-01-01Z', '2026-01-01Z'
                          FROM workspace.workspace WHERE slug = :slug
                        RETURNING id
                        """)
                .param("slug", owner.workspace())
                .query(Long.class)
                .single();
        String id = id(send("", WELCOME));
        send("/" + id + "/preview", "{\"subscriber_id\": " + ada + "}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.subject")
                .isEqualTo("Hi Countess")
                .jsonPath("$.text")
                .isEqualTo("Hi Countess, your plan: Royal\n");
        send("/" + id + "/preview", "{\"subscriber_id\": " + (ada + 1_000_000) + "}")
                .expectStatus()
                .isEqualTo(422);
        Owner other = owner();
        other.client()
                .post()
                .uri(other.path("/email-marketing/templates/preview"))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"subscriber_id\": " + ada
                        + ", \"template\": {\"subject_template\": \"S\", \"body_html\": \"{{ email }}\"}}")
                .exchange()
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void aPreviewTakesWhatIsBeingWritten() {
        String id = id(send("", WELCOME));
        send(
                        "/" + id + "/preview",
                        "{\"template\": {\"body_html\": \"{{ workspace_name }} of {{ postal_address }}\", \"preview_text\": null}}")
                .expectBody()
                .jsonPath("$.html")
                .value(
                        String.class,
                        html -> assertThat(html).startsWith("House ").endsWith("of 1 Mill Lane, Millbrook"));
        send("/preview", "{\"template\": {\"subject_template\": \"S\", \"body_html\": \"{{ 1 + 1 }}\"}}")
                .expectBody()
                .jsonPath("$.html")
                .isEqualTo("2");
        get("/" + id).expectBody().jsonPath("$.version").isEqualTo(1);
    }

    @Test
    void aPreviewThatFailsSaysWhere() {
        String id = id(send("", WELCOME.replace("{{ plan }}", "{{ plann }}")));
        send("/" + id + "/preview", "{}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.fields[0].field")
                .isEqualTo("body_html")
                .jsonPath("$.fields[0].wrong")
                .value(String.class, wrong -> assertThat(wrong).startsWith("line 2, column "))
                .jsonPath("$.fields[0].right")
                .isEqualTo("did you mean plan?");
        send(
                        "/preview",
                        "{\"template\": {\"subject_template\": \"S\", \"body_html\": \"{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}\"}}")
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void validateAndLintSayWhatIsWrongWithoutSaving() {
        String id = id(send("", WELCOME));
        send("/" + id + "/validate", "{\"body_html\": \"{% if %}\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.valid")
                .isEqualTo(false)
                .jsonPath("$.errors[0].line")
                .isEqualTo(1);
        send("/" + id + "/validate", "").expectBody().jsonPath("$.valid").isEqualTo(true);
        send("/" + id + "/lint", "").expectBody().jsonPath("$.items[0].rule").isEqualTo("UNSUBSCRIBE_MISSING");
        send("/lint", "{\"subject_template\": \"S\", \"category\": \"TRANSACTIONAL\", \"body_html\": \"<img src=x>\"}")
                .expectBody()
                .jsonPath("$.items[0].rule")
                .isEqualTo("ALT_MISSING")
                .jsonPath("$.items[0].column")
                .isEqualTo(1);
        send("/validate", "{\"subject_template\": \"S\", \"body_html\": \"x\"}")
                .expectBody()
                .jsonPath("$.valid")
                .isEqualTo(true);
    }

    private ResponseSpec get(String rest) {
        return owner.client().get().uri(path(rest)).exchange();
    }

    private ResponseSpec send(String rest, String json) {
        var request = owner.client().post().uri(path(rest));
        return json.isEmpty()
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON).body(json).exchange();
    }

    private ResponseSpec patch(String rest, String json) {
        return owner.client()
                .patch()
                .uri(path(rest))
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .exchange();
    }

    private String path(String rest) {
        return owner.path("/email-marketing/templates" + rest);
    }

    private static String id(ResponseSpec created) {
        return text(created.expectBody().returnResult().getResponseBodyContent(), "id");
    }

    private static String text(byte[] json, String field) {
        return JsonMapper.shared().readTree(json).get(field).asString();
    }
}
