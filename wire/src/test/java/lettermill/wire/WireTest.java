package lettermill.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a@",
                "@b.example",
                "a b@c.example",
                "a@b.example>",
                "<a@b.example>",
                "a@b.example\r\nRCPT TO:<x@y.example>",
                "a\0@b.example",
                "\"a\"b\"@c.example",
                "\"a\\\"@c.example",
                "a,b@c.example",
                "a@b .example"
            })
    void refusesAddressesThatCouldEndACommandEarly(String address) {
        assertThatThrownBy(() -> Mailbox.of(address)).isInstanceOf(InvalidFieldException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.example",
                "o'neil+news=x@b.example",
                "\"a b\"@c.example",
                "\"a\\\"b\"@c.example",
                "jürgen@müller.example",
                "用户@例子.example",
                "a@[127.0.0.1]",
                "a@[IPv6:::1]"
            })
    void takesAddressesOfAllKinds(String address) {
        assertThat(Mailbox.of(address).address()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "a\0b", "a\u0085b", "a\u2028b", "\u007f"})
    void noFieldOfAHeaderTakesAControlCharacter(String text) {
        assertThatThrownBy(() -> heading(text)).hasMessageStartingWith("subject has the control character U+");
        assertThatThrownBy(() -> new Mailbox("a@b.example", text)).isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> new Header("X-A", text)).isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> new Header(text, "v")).isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> list("l.example", "https://a.example/" + text))
                .isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> list(text, "https://a.example/")).isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> new SmtpProvider.Credentials("u", text)).isInstanceOf(InvalidFieldException.class);
        assertThat(heading(HeaderText.oneLine(text)).subject()).isIn("a b", "");
    }

    @Test
    void aHeaderWrittenByUsCannotBeGivenTwice() {
        assertThatThrownBy(() -> new Header("SUBJECT", "x")).hasMessageContaining("is written by MailAgent");
    }

    @Test
    void aPasswordIsNotPrinted() {
        assertThat(new SmtpProvider.Credentials("user", "secret").toString()).doesNotContain("secret");
    }

    private static Heading heading(String subject) {
        return new Heading(Mailbox.of("a@b.example"), null, subject, Instant.EPOCH, "<1@b.example>", List.of());
    }

    private static ListHeaders list(String id, String url) {
        return new ListHeaders(id, url, ListHeaders.Unsubscribe.ONE_CLICK, null);
    }
}
