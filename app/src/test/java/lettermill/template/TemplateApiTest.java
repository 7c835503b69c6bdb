package lettermill.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Templates are kept, changed, versioned, copied, found and deleted. */
class TemplateApiTest extends TemplateApi {
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
}
