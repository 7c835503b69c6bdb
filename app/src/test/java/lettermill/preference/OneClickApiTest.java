package lettermill.preference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** The one-click POST of RFC 8058, as mailbox providers send it, and the page for a person behind the same link. */
class OneClickApiTest extends PreferenceVisit {
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
}
