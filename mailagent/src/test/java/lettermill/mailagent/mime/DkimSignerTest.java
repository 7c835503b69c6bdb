package lettermill.mailagent.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import lettermill.mailagent.Letters;
import lettermill.wire.Header;
import lettermill.wire.Heading;
import lettermill.wire.Letter;
import lettermill.wire.domain.Selector.Algorithm;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.Test;

/** Apache James' jDKIM judges our signatures. */
class DkimSignerTest {
    private static final KeyPair KEYS = Rsa.newKeyPair();
    private static final DkimSigner SIGNER = new DkimSigner(
            "news.example",
            List.of(SigningKey.of(Algorithm.RSA, "lm1", KEYS.getPrivate().getEncoded())));

    @Test
    void anotherLibraryFindsTheSignatureGood() throws Exception {
        for (String body : List.of(
                "<p>Hi</p>\n",
                "<p>für  dich\t </p>\n\n\n",
                "\n\n",
                " ",
                "",
                "x".repeat(3000) + "  \n .\n..\n",
                "<table>\n    <tr>\t<td> a </td>\n</table>   \n".repeat(200))) {
            List<SignatureRecord> records = verify(signed(body));
            assertThat(records).singleElement().satisfies(record -> {
                assertThat(record.getDToken()).hasToString("news.example");
                assertThat(record.getSelector()).hasToString("lm1");
                assertThat(record.getHeaders().stream().map(CharSequence::toString))
                        .contains(
                                "From",
                                "To",
                                "Subject",
                                "Date",
                                "Message-ID",
                                "List-Unsubscribe",
                                "List-Unsubscribe-Post")
                        .contains("List-ID", "Feedback-ID", "MIME-Version", "Content-Type")
                        .filteredOn("From"::equals)
                        .hasSize(2);
            });
        }
    }

    @Test
    void aSingleBodyIsSignedToo() throws Exception {
        var letter = Letters.withBody(1, null, "Grüße,\n\nA.\n");
        assertThat(verify(new MimeMessage().compose(letter, SIGNER).toString())).hasSize(1);
    }

    @Test
    void headersOfTheCallerAreSignedEvenWhenRepeated() throws Exception {
        Letter plain = Letters.letter(1);
        Heading heading = plain.heading();
        List<Header> extra =
                List.of(new Header("X-Tag", "ä"), new Header("x-tag", "second"), new Header("X-Tag", "third"));
        Letter letter = new Letter(
                1,
                1,
                plain.envelope(),
                new Heading(heading.from(), null, heading.subject(), heading.date(), heading.messageIdHeader(), extra),
                null,
                plain.body());
        String message = new MimeMessage().compose(letter, SIGNER).toString();
        assertThat(verify(message)).hasSize(1);
        assertThatThrownBy(() -> verify(message.replace("second", "other"))).isInstanceOf(FailException.class);
    }

    @Test
    void aBufferUsedBeforeLeavesNoTrace() throws Exception {
        MimeMessage message = new MimeMessage();
        message.compose(Letters.signed(1, "<p>long</p>\n".repeat(9000), "long"), SIGNER);
        assertThat(verify(message.compose(Letters.signed(2, "<p>short</p>", "short"), SIGNER)
                        .toString()))
                .hasSize(1);
    }

    @Test
    void whoChangesTheLetterBreaksTheSignature() {
        String letter = signed("<p>Pay to account 1</p>");
        for (String changed : List.of(
                letter.replace("account 1", "account 2"),
                letter.replace("From: The News", "From: The Bank"),
                "From: bank@bank.example\r\n" + letter,
                letter.replace("/u/xxx", "/u/yyy"),
                letter.replace("One-Click", "Two-Click"))) {
            assertThat(changed).isNotEqualTo(letter);
            assertThatThrownBy(() -> verify(changed)).isInstanceOf(FailException.class);
        }
    }

    @Test
    void whiteSpaceOnTheWayDoesNot() throws Exception {
        String letter = signed("<p>a b</p>\nlast\n");
        assertThat(verify(letter.replace("a b", "a  \t b"))).hasSize(1);
        assertThat(verify(letter.replace("Subject: ", "SUBJECT:   ").replace("last\r\n", "last \t\r\n")))
                .hasSize(1);
        assertThat(verify(letter + "\r\n\r\n")).hasSize(1);
    }

    private static String signed(String html) {
        return new MimeMessage()
                .compose(Letters.signed(3, html, "Text zu: " + html), SIGNER)
                .toString();
    }

    private static List<SignatureRecord> verify(String message) throws Exception {
        String key = Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
        DKIMVerifier verifier = new DKIMVerifier((method, selector, token) -> {
            assertThat(selector + "._domainkey." + token).isEqualTo("lm1._domainkey.news.example");
            return List.of("v=DKIM1; k=rsa; p=" + key);
        });
        return verifier.verify(new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
    }
}
