package lettermill.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lettermill.base.SubscriberId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;

/** The page of preferences for people and programs, and what a wrong link gets. */
class PreferenceApiTest extends PreferenceVisit {
    @Test
    void thePageShowsCategoriesAndHidesTheAddress() {
        EntityExchangeResult<String> answer = browser.get()
                .uri(page)
                .header(HttpHeaders.ACCEPT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/html;charset=UTF-8")
                .expectHeader()
                .valueEquals("Referrer-Policy", "no-referrer")
                .expectHeader()
                .valueEquals("X-Robots-Tag", "noindex, nofollow")
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody(String.class)
                .returnResult();
        assertThat(answer.getResponseBody())
                .contains("a•••@l•••.example", "News &lt;&amp;&gt;", "value=\"offers\" checked", "IMMEDIATE\" selected")
                .doesNotContain("ada@", "<script", "http://", "https://");
        assertThat(answer.getResponseHeaders().getFirst("Content-Security-Policy"))
                .startsWith("default-src 'none'");
        assertThat(answer.getResponseCookies()).isEmpty();
    }

    @Test
    void aGetChangesNothing() {
        for (String path : List.of(page, oneClick)) {
            browser.get().uri(path).exchange().expectStatus().isOk();
            browser.head().uri(path).exchange().expectStatus().isOk();
        }
        browser.get().uri(oneClick + "?List-Unsubscribe=One-Click").exchange();
        browser.get().uri(page + "/unsubscribe").exchange().expectStatus().is4xxClientError();
        assertThat(status()).isEqualTo("ACTIVE");
        assertThat(count("audience.consent")).isZero();
        assertThat(count("ledger.event")).isZero();
    }

    @Test
    void savingKeepsExactlyTheTickedBoxesAndUndoTakesThemBack() {
        String saved = html(
                form(page, "subscribed=news&frequency.news=WEEKLY&frequency.offers=IMMEDIATE&frequency.gone=DAILY"));
        assertThat(saved).contains("Your settings are saved.", "value=\"news\" checked", "WEEKLY\" selected", ">Undo<");
        assertThat(choices()).containsExactly("news true WEEKLY", "offers false IMMEDIATE");
        html(form(
                page,
                "active=yes&subscribed=news&subscribed=offers&frequency.news=IMMEDIATE&frequency.offers=IMMEDIATE"));
        assertThat(choices()).containsExactly("news true IMMEDIATE", "offers true IMMEDIATE");
        assertThat(status()).isEqualTo("ACTIVE");
    }

    @Test
    void programsGetAndSendJson() {
        browser.get()
                .uri(page)
                .accept(MediaType.APPLICATION_JSON)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.email")
                .isEqualTo("a•••@l•••.example")
                .jsonPath("$.status")
                .isEqualTo("ACTIVE")
                .jsonPath("$.categories[0].slug")
                .isEqualTo("news")
                .jsonPath("$.categories[0].frequency")
                .isEqualTo("IMMEDIATE");
        json(page, "{\"categories\": [{\"slug\": \"offers\", \"subscribed\": false, \"frequency\": \"weekly\"}]}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.categories[1].subscribed")
                .isEqualTo(false)
                .jsonPath("$.categories[1].frequency")
                .isEqualTo("WEEKLY");
        json(page + "/unsubscribe", "{}").expectBody().jsonPath("$.subscribed").isEqualTo(false);
        json(page, "{\"subscribed\": true}")
                .expectBody()
                .jsonPath("$.subscribed")
                .isEqualTo(true);
        browser.post()
                .uri(page + "/unsubscribe")
                .accept(MediaType.APPLICATION_JSON)
                .exchange()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("UNSUBSCRIBED");
        json(page, "{\"categories\": [{\"slug\": \"offers\", \"frequency\": \"SOMETIMES\"}]}")
                .expectStatus()
                .isEqualTo(422);
        json(page, "{\"categories\": 3}").expectStatus().is4xxClientError();
        form(page, "frequency.news=SOMETIMES").expectStatus().isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "flipped", "pixel", "swapped", "deleted", "other"})
    void aWrongTokenGetsOnePlainPage(String kind) {
        String token = page.substring("/preferences/".length());
        String wrong = switch (kind) {
            case "cut" -> token.substring(0, token.length() - 3);
            case "flipped" -> (token.charAt(5) == 'A' ? "B" : "A") + token.substring(1);
            case "pixel" -> tokens.pixel(mail);
            case "swapped" -> oneClick.substring("/u/".length());
            case "deleted" -> tokens.preference(new SubscriberId(Long.MAX_VALUE), null);
            default -> "~";
        };
        String expected = html(browser.get()
                .uri("/preferences/nothing")
                .exchange()
                .expectStatus()
                .isNotFound());
        assertThat(expected).contains("This link is not valid");
        String path = "/preferences/" + wrong;
        assertThat(html(browser.get().uri(path).exchange().expectStatus().isNotFound()))
                .isEqualTo(expected);
        assertThat(html(form(path, "subscribed=news").expectStatus().isNotFound()))
                .isEqualTo(expected);
        json(path, "{}").expectStatus().isNotFound().expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
        form("/u/" + token, "List-Unsubscribe=One-Click").expectStatus().isNotFound();
        assertThat(status()).isEqualTo("ACTIVE");
    }

    @Test
    void changesWithoutEndAreRefusedButLeavingNever() {
        database.sql("""
                        INSERT INTO audience.consent (workspace_id, subscriber_id, change, source, occurred_at)
                        SELECT :workspace, :ada, 'RESUBSCRIBED', 'PREFERENCE_CENTER', now() - interval '1 minute'
                        FROM generate_series(1, 199)""")
                .param("workspace", workspace)
                .param("ada", ada.value())
                .update();
        form(page, "subscribed=news&frequency.news=WEEKLY").expectStatus().isOk();
        json(page, "{\"subscribed\": true}")
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .exists("Retry-After");
        form(page, "subscribed=offers").expectStatus().isEqualTo(429);
        browser.get().uri(page).exchange().expectStatus().isOk();
        form(oneClick, "List-Unsubscribe=One-Click").expectStatus().isOk();
        form(page + "/unsubscribe", "").expectStatus().isOk();
        json(page, "{\"subscribed\": false}").expectStatus().isOk();
        assertThat(status()).isEqualTo("UNSUBSCRIBED");
    }
}
