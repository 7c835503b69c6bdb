package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.Map;
import lettermill.MailHouse;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The story of one e-mail, from a draft to somebody who leaves. */
class OneEmailTest extends Sendery {

    @Test
    void oneEmail() {
        String campaign = ready(1);
        act(campaign, "send").expectStatus().isOk();
        awaitStatus(campaign, "SENT");

        MailHouse.Mail mail = house.mails().getFirst();
        assertThat(mail.recipient()).isEqualTo("p1@example.org");
        assertThat(mail.sender()).endsWith("@mill.example");
        assertThat(mail.header("From")).isEqualTo("The Mill <letter@mill.example>");
        assertThat(mail.header("Subject")).isEqualTo("News for Person 1");
        assertThat(mail.header("Message-ID")).endsWith("@mill.example>");
        assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(mail.header("DKIM-Signature")).contains("d=mill.example");
        assertThat(mail.source().replace("=\r\n", ""))
                .contains("you live in Town 1")
                .doesNotContain("shop.example");

        String leave = mail.header("List-Unsubscribe").replaceAll("[<>]", "");
        RestTestClient mailboxProvider = RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build();
        mailboxProvider
                .post()
                .uri(URI.create(leave).getPath())
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body("List-Unsubscribe=One-Click")
                .exchange()
                .expectStatus()
                .isOk();

        await().untilAsserted(
                        () -> assertThat(see(campaign).get("unsubscribe_count")).isEqualTo(1));
        Map<String, Object> recipient = recipients(campaign, "").getFirst();
        assertThat(recipient.get("status")).isEqualTo("UNSUBSCRIBED");
        assertThat(String.valueOf(recipient.get("route_reason")))
                .contains("letter@mill.example")
                .contains("House");

        String next = campaign(String.valueOf(see(campaign).get("template_id")), "");
        assertThat(((Map<?, ?>) get("/email-marketing/campaigns/" + next + "/preflight")
                                .get("skipped"))
                        .get("UNSUBSCRIBED"))
                .isEqualTo(1);
        act(next, "send");
        awaitStatus(next, "SENT");
        assertThat(house.mails()).as("who has left gets no mail").hasSize(1);
        assertThat(recipients(next, "").getFirst().get("reason_text")).isEqualTo("has unsubscribed");
    }
}
