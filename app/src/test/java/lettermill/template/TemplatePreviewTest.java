package lettermill.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

/** What a template would look like, for made-up values, for a person, and while it is being written. */
class TemplatePreviewTest extends TemplateApi {
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
}
