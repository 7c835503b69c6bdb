package lettermill.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "Ana.Lima@Example.ORG,           Ana.Lima@example.org,              ana.lima@example.org",
        "info@BÜCHER.example,            info@xn--bcher-kva.example,        info@xn--bcher-kva.example",
        "info@xn--BCHER-kva.example,     info@xn--bcher-kva.example,        info@xn--bcher-kva.example",
        "a@straße.example,               a@xn--strae-oqa.example,           a@xn--strae-oqa.example",
        "Élan@example.org,               Élan@example.org,                  élan@example.org",
        "\"Ana\"@example.org,            Ana@example.org,                   ana@example.org",
        "\"a\\.na\"@example.org,         a.na@example.org,                  a.na@example.org",
        "o'neil+news@example.org,        o'neil+news@example.org,           o'neil+news@example.org",
    })
    void hasOneNormalForm(String written, String display, String key) {
        EmailAddress address = EmailAddress.parse(written);

        assertThat(address.display()).isEqualTo(display);
        assertThat(address.key()).isEqualTo(key);
        assertThat(EmailAddress.parse(display)).isEqualTo(address);
    }

    @Test
    void composedAndDecomposedSpellingsAreOneMailbox() {
        assertThat(EmailAddress.parse("e\u0301lan@example.org")).isEqualTo(EmailAddress.parse("\u00e9lan@example.org"));
    }

    @Test
    void keepsQuotesThatAreNeeded() {
        assertThat(EmailAddress.parse("\"a b\\\"c\"@example.org").display()).isEqualTo("\"a b\\\"c\"@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "ana",
                "ana@",
                "@example.org",
                "ana@localhost",
                "ana@example",
                "ana@192.0.2.1",
                "ana@[192.0.2.1]",
                "ana@example.org.",
                "ana@-example.org",
                "ana@exam_ple.org",
                "ana@host.local",
                "ana..lima@example.org",
                ".ana@example.org",
                "ana.@example.org",
                "Ana <ana@example.org>",
                "ana@example.org\n",
                "ana@example.org\r\nBcc: eve@example.org",
                "a\u0000na@example.org",
                "\"a\rb\"@example.org",
                "a\u200bna@example.org",
                "\ud800@example.org",
                "ana@ex\u2028ample.org",
                "\u0301ana@example.org",
                " ana@example.org",
                "ana@xn--a.example",
            })
    void refusesWhatCannotBeMailed(String text) {
        assertThat(EmailAddress.read(text)).isInstanceOf(EmailAddress.Unreadable.class);
    }

    @Test
    void countsOctetsNotCharacters() {
        assertThat(EmailAddress.read("é".repeat(32) + "@example.org")).isInstanceOf(EmailAddress.Readable.class);
        assertThat(EmailAddress.read("é".repeat(33) + "@example.org")).isInstanceOf(EmailAddress.Unreadable.class);
        assertThat(EmailAddress.read("a".repeat(100_000))).isInstanceOf(EmailAddress.Unreadable.class);
    }

    @Test
    void refusalNamesTheFieldAndNeverRepeatsTheText() {
        assertThatThrownBy(() -> EmailAddress.parse("reply_to", "eve\r\nX: y@example.org"))
                .isInstanceOfSatisfying(Problem.Invalid.class, problem -> {
                    assertThat(problem.fields().getFirst().field()).isEqualTo("reply_to");
                    assertThat(problem.fields().toString()).doesNotContain("eve", "\n");
                });
    }

    @Test
    void knowsWhoNeedsSmtpUtf8() {
        assertThat(EmailAddress.parse("info@bücher.example").needsSmtpUtf8()).isFalse();
        assertThat(EmailAddress.parse("büro@bücher.example").needsSmtpUtf8()).isTrue();
    }
}
