package lettermill.preference;

import java.util.List;
import java.util.UUID;
import lettermill.AppTest;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import lettermill.token.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** Ada got a mail and has its two links. */
abstract class PreferenceVisit extends AppTest {
    static final MediaType FORM = MediaType.APPLICATION_FORM_URLENCODED;

    @Autowired
    Tokens tokens;

    RestTestClient browser;
    UUID workspace;
    SubscriberId ada;
    MessageId mail;
    String page;
    String oneClick;

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

    ResponseSpec form(String path, String body) {
        return browser.post().uri(path).contentType(FORM).body(body).exchange();
    }

    ResponseSpec json(String path, String body) {
        return browser.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    ResponseSpec multipart(String body) {
        return browser.post()
                .uri(oneClick)
                .header(HttpHeaders.CONTENT_TYPE, "multipart/form-data; boundary=----FormBoundaryjWmhtjORrn")
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .exchange();
    }

    static String html(ResponseSpec answer) {
        return String.valueOf(answer.expectBody(String.class).returnResult().getResponseBody());
    }

    void category(String slug, String name) {
        database.sql(
                        "INSERT INTO audience.category (workspace_id, slug, name, created_at, updated_at) VALUES (:w, :slug, :name, '2026-01-01Z', '2026-01-01Z')")
                .param("w", workspace)
                .param("slug", slug)
                .param("name", name)
                .update();
    }

    String status() {
        return database.sql("SELECT status FROM audience.subscriber WHERE id = :id")
                .param("id", ada.value())
                .query(String.class)
                .single();
    }

    List<String> choices() {
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

    List<String> consents() {
        return database.sql(
                        "SELECT change || ' ' || source FROM audience.consent WHERE subscriber_id = :ada ORDER BY id")
                .param("ada", ada.value())
                .query(String.class)
                .list();
    }

    List<String> events() {
        return database.sql(
                        "SELECT type || ' ' || source FROM ledger.event WHERE workspace_id = :workspace ORDER BY id")
                .param("workspace", workspace)
                .query(String.class)
                .list();
    }

    long count(String table) {
        return database.sql("SELECT count(*) FROM " + table + " WHERE workspace_id = :workspace")
                .param("workspace", workspace)
                .query(Long.class)
                .single();
    }
}
