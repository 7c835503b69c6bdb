package lettermill.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import lettermill.AppTest;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import lettermill.token.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

class PreferenceApiTest extends AppTest {
    private static final MediaType FORM = MediaType.APPLICATION_FORM_URLENCODED;

    @Autowired
    private Tokens tokens;

    private RestTestClient browser;
    private UUID workspace;
    private SubscriberId ada;
    private MessageId mail;
    private String page;
    private String oneClick;

    @BeforeEach
    void somebodyGotAMail() {
        browser = anonymous();
        workspace = database.sql("SELECT id FROM workspace.workspace WHERE slug = :slug")
                .param("slug", owner().workspace())
                .query(UUID.class)
                .single();
        ada = new SubscriberId(database.sql("""
                        INSERT INTO audience.subscriber (workspace_id, email, email_key, name, status, created_at, updated_at)
                        VALUES (:workspace, 'ada@lovelace.example', 'ada@lovelace.example', 'Ada', 'ACTIVE', '2026-01-01Z', '2026-01-01Z')
                        RETURNING id
                        """)
                .param("workspace", workspace)
                .query(Long.class)
                .single());
        mail = new MessageId(database.sql("""
                        INSERT INTO ledger.message (workspace_id, kind, campaign_id, subscriber_id, email, status, phase, created_at, updated_at, sent_at)
                        VALUES (:workspace, 'CAMPAIGN', gen_random_uuid(), :ada, 'ada@lovelace.example', 'SENT', 'DONE', '2026-01-01Z', '2026-01-01Z', '2026-01-01Z')
                        RETURNING id
                        """)
                .param("workspace", workspace)
                .param("ada", ada.value())
                .query(Long.class)
                .single());
        category("news", "News <&>");
        category("offers", "Offers");
        page = "/preferences/" + tokens.preference(ada, mail);
        oneClick = "/u/" + tokens.unsubscribe(ada, mail);
    }

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
    void theUndoFormHoldsWhatWasBefore() {
        form(page, "frequency.news=DAILY&frequency.offers=MONTHLY&subscribed=offers");
        String gone = html(form(page + "/unsubscribe", ""));
        assertThat(gone).contains("You are unsubscribed from all e-mail.");
        String undo = gone.substring(gone.indexOf("role=\"status\""), gone.indexOf(">Undo<"));
        assertThat(undo)
                .contains(
                        "name=\"active\" value=\"yes\"", "name=\"subscribed\" value=\"offers\"",
                        "name=\"frequency.news\" value=\"DAILY\"", "name=\"frequency.offers\" value=\"MONTHLY\"");
        assertThat(undo).doesNotContain("name=\"subscribed\" value=\"news\"");
    }

    @Test
    void leavingCountsOnceAndUndoBringsBack() {
        form(page + "/unsubscribe", "");
        form(page + "/unsubscribe", "");
        assertThat(status()).isEqualTo("UNSUBSCRIBED");
        assertThat(consents()).containsExactly("UNSUBSCRIBED PREFERENCE_CENTER");
        assertThat(events()).containsExactly("UNSUBSCRIBE PREFERENCE_CENTER");
        assertThat(html(form(page, "active=yes"))).contains("Your settings are saved.");
        assertThat(status()).isEqualTo("ACTIVE");
    }

    @Test
    void whoLeavesTwiceCanStillComeBack() {
        form(page + "/unsubscribe", "");
        assertThat(html(form(page + "/unsubscribe", "")))
                .contains("You are unsubscribed", "Subscribe again")
                .doesNotContain(">Undo<");
    }

    @Test
    void savingAloneDoesNotBringBack() {
        form(page + "/unsubscribe", "");
        form(page, "subscribed=news&frequency.news=WEEKLY");
        assertThat(status()).isEqualTo("UNSUBSCRIBED");
        assertThat(html(browser.get().uri(page).exchange())).contains("You get no e-mail", "Subscribe again");
    }

    @Test
    void whoBouncedIsNotOfferedAWayBack() {
        database.sql("UPDATE audience.subscriber SET status = 'BOUNCED' WHERE id = :id")
                .param("id", ada.value())
                .update();
        assertThat(html(browser.get().uri(page).exchange()))
                .contains("undeliverable")
                .doesNotContain("Subscribe again");
        form(page, "active=yes").expectStatus().isEqualTo(409);
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

    /** As mailbox providers send it: no cookie, no other header, form-encoded (RFC 8058 section 8.1). */
    @Test
    void oneClickFormEncoded() {
        for (int i = 0; i < 3; i++) {
            ResponseSpec answer =
                    form(oneClick, "List-Unsubscribe=One-Click").expectStatus().isOk();
            answer.expectHeader()
                    .doesNotExist(HttpHeaders.LOCATION)
                    .expectHeader()
                    .doesNotExist(HttpHeaders.SET_COOKIE);
        }
        assertThat(status()).isEqualTo("UNSUBSCRIBED");
        assertThat(consents()).containsExactly("UNSUBSCRIBED LINK");
        assertThat(events()).containsExactly("UNSUBSCRIBE LINK");
        assertThat(database.sql("SELECT status FROM ledger.message WHERE id = :id")
                        .param("id", mail.value())
                        .query(String.class)
                        .single())
                .isEqualTo("UNSUBSCRIBED");
    }

    /** RFC 8058 section 8.2. */
    @Test
    void oneClickMultipart() {
        multipart(
                        "------FormBoundaryjWmhtjORrn\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n------FormBoundaryjWmhtjORrn--\r\n")
                .expectStatus()
                .isOk();
        assertThat(status()).isEqualTo("UNSUBSCRIBED");
    }

    @Test
    void anotherPostOnlyAsks() {
        form(oneClick, "").expectStatus().isBadRequest();
        form(oneClick, "List-Unsubscribe=Maybe").expectStatus().isBadRequest();
        multipart("x".repeat(100_000)).expectStatus().isBadRequest();
        assertThat(status()).isEqualTo("ACTIVE");
    }

    @Test
    void thePersonBehindTheLinkIsAsked() {
        assertThat(html(browser.get().uri(oneClick).exchange()))
                .contains("a•••@l•••.example", "name=\"List-Unsubscribe\" value=\"One-Click\"", "/preferences/");
        assertThat(html(form(oneClick, "List-Unsubscribe=One-Click"))).contains("is unsubscribed");
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

    private ResponseSpec form(String path, String body) {
        return browser.post().uri(path).contentType(FORM).body(body).exchange();
    }

    private ResponseSpec json(String path, String body) {
        return browser.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private ResponseSpec multipart(String body) {
        return browser.post()
                .uri(oneClick)
                .header(HttpHeaders.CONTENT_TYPE, "multipart/form-data; boundary=----FormBoundaryjWmhtjORrn")
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .exchange();
    }

    private static String html(ResponseSpec answer) {
        return String.valueOf(answer.expectBody(String.class).returnResult().getResponseBody());
    }

    private void category(String slug, String name) {
        database.sql(
                        "INSERT INTO audience.category (workspace_id, slug, name, created_at, updated_at) VALUES (:w, :slug, :name, '2026-01-01Z', '2026-01-01Z')")
                .param("w", workspace)
                .param("slug", slug)
                .param("name", name)
                .update();
    }

    private String status() {
        return database.sql("SELECT status FROM audience.subscriber WHERE id = :id")
                .param("id", ada.value())
                .query(String.class)
                .single();
    }

    private List<String> choices() {
        return database.sql("""
                        SELECT c.slug || ' ' || coalesce(p.subscribed, true) || ' ' || coalesce(p.frequency, 'IMMEDIATE')
                          FROM audience.category c
                          LEFT JOIN audience.preference p ON p.category_id = c.id AND p.subscriber_id = :ada
                         WHERE c.workspace_id = :workspace ORDER BY c.slug
                        """)
                .param("ada", ada.value())
                .param("workspace", workspace)
                .query(String.class)
                .list();
    }

    private List<String> consents() {
        return database.sql(
                        "SELECT change || ' ' || source FROM audience.consent WHERE subscriber_id = :ada ORDER BY id")
                .param("ada", ada.value())
                .query(String.class)
                .list();
    }

    private List<String> events() {
        return database.sql(
                        "SELECT type || ' ' || source FROM ledger.event WHERE workspace_id = :workspace ORDER BY id")
                .param("workspace", workspace)
                .query(String.class)
                .list();
    }

    private long count(String table) {
        return database.sql("SELECT count(*) FROM " + table + " WHERE workspace_id = :workspace")
                .param("workspace", workspace)
                .query(Long.class)
                .single();
    }
}
