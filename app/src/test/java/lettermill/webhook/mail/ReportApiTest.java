package lettermill.webhook.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import lettermill.AppTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** Mails that came back, over HTTP. */
class ReportApiTest extends AppTest {

    private static final String REPORTS = "/email-infrastructure/mailed-reports";

    private Owner owner;

    @BeforeEach
    void threeMails() {
        owner = owner();
        keep("DeliveryReport", 7, "Subject: one\r\n\r\n\u00fc");
        keep("AutoReply", 7, "Subject: two");
        keep("Unsubscribe", 8, "Subject: three");
    }

    private void keep(String kind, long message, String body) {
        database.sql("""
                        INSERT INTO webhook.mailed_report (workspace_id, message_id, kind, body, received_at)
                        VALUES (:workspace, :message, :kind, :body, '2026-03-02T10:00:00Z')""")
                .param(
                        "workspace",
                        database.sql("SELECT id FROM workspace.workspace WHERE slug = :slug")
                                .param("slug", owner.workspace())
                                .query(UUID.class)
                                .single())
                .param("message", message)
                .param("kind", kind)
                .param("body", body.getBytes(StandardCharsets.UTF_8))
                .update();
    }

    private RestTestClient.ResponseSpec get(Owner who, String path) {
        return who.client().get().uri(who.path(REPORTS + path)).exchange();
    }

    private JsonNode page(Owner who, String query) {
        return get(who, query)
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    @Test
    void theNewestComeFirstByPagesMessageAndKind() {
        JsonNode first = page(owner, "?limit=2");
        assertThat(first.path("items"))
                .extracting(item -> item.path("kind").asString())
                .containsExactly("UNSUBSCRIBE", "AUTO_REPLY");
        assertThat(page(owner, "?limit=2&after=" + first.path("next").asString())
                        .path("items"))
                .singleElement()
                .satisfies(last -> {
                    assertThat(last.path("kind").asString()).isEqualTo("DELIVERY_REPORT");
                    assertThat(last.path("message_id").asLong()).isEqualTo(7);
                    assertThat(last.path("size").asInt()).isEqualTo(18);
                });
        assertThat(page(owner, "?message_id=7").path("items")).hasSize(2);
        assertThat(page(owner, "?message_id=7&kind=AUTO_REPLY").path("items")).hasSize(1);
    }

    @Test
    void oneIsGivenAsItCame() {
        JsonNode report = page(owner, "?kind=delivery_report").path("items").get(0);
        RestTestClient.ResponseSpec answer = get(owner, "/" + report.path("id").asString() + "/raw");
        answer.expectStatus().isOk();
        answer.expectHeader().contentType("message/rfc822");
        assertThat(answer.expectBody(byte[].class).returnResult().getResponseBody())
                .isEqualTo("Subject: one\r\n\r\n\u00fc".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nobodyElseSeesThem() {
        Owner other = owner();
        assertThat(page(other, "").path("items")).isEmpty();
        String id = page(owner, "").path("items").get(0).path("id").asString();
        get(other, "/" + id + "/raw").expectStatus().isNotFound();
    }

    @Test
    void aKindThatThereIsNotIsRefusedByItsName() {
        assertThat(get(owner, "?kind=NONSENSE")
                        .expectStatus()
                        .is4xxClientError()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody())
                .contains("\"kind\"");
    }
}
