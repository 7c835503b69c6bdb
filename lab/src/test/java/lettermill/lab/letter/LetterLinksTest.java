package lettermill.lab.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LetterLinksTest {
    @Test
    void tellsImagesLinksAndWaysOutApart() {
        LetterLinks links = links("", """
                <a href="https://x.example/shop?a=1&amp;b=2">Shop</a> <a href="mailto:a@x.example">Write</a> <a href="#top">Up</a>
                <map><area href="https://x.example/map"></map><a href="https://x.example/t/1">Unsubscribe</a>
                <a href="https://x.example/preferences/1">Choose</a><a href="https://x.example/ broken">x</a>
                <img src="https://x.example/p.gif"><img src="data:image/gif;base64,R0"><img src="cid:1">""");
        assertThat(links.content())
                .containsExactly(URI.create("https://x.example/shop?a=1&b=2"), URI.create("https://x.example/map"));
        assertThat(links.leaving())
                .containsExactly(URI.create("https://x.example/t/1"), URI.create("https://x.example/preferences/1"));
        assertThat(links.images()).containsExactly(URI.create("https://x.example/p.gif"));
        assertThat(links.all()).hasSize(4);
    }

    @Test
    void oneClickNeedsBothHeadersAndTheExactWord() {
        String list = "List-Unsubscribe: <mailto:a@x.example>,\r\n\t<https://x.example/u/1>\r\n";
        assertThat(links(list + "list-unsubscribe-post: List-Unsubscribe=One-Click\r\n", "")
                        .oneClick())
                .contains(URI.create("https://x.example/u/1"));
        assertThat(links(list, "").oneClick()).isEmpty();
        assertThat(links(list + "List-Unsubscribe-Post: one-click\r\n", "").oneClick())
                .isEmpty();
        assertThat(links("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", "")
                        .oneClick())
                .isEmpty();
    }

    @Test
    void readsNestedPartsAndEncodings() {
        String mail = """
                Content-Type: multipart/mixed; boundary=a\r
                \r
                --a\r
                Content-Type: multipart/alternative; boundary=b\r
                \r
                --b\r
                Content-Type: text/plain; charset=iso-8859-1\r
                Content-Transfer-Encoding: quoted-printable\r
                \r
                Gr=FC=DFe=\r
                 an alle\r
                --b\r
                Content-Type: text/html; charset=utf-8\r
                Content-Transfer-Encoding: base64\r
                \r
                PGI+R3LDvMOfZTwvYj4=\r
                --b--\r
                --a--\r
                """;
        OpenedMail opened = OpenedMail.of(mail.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(opened.text()).isEqualTo("Gr\u00fc\u00dfe an alle");
        assertThat(opened.html()).isEqualTo("<b>Gr\u00fc\u00dfe</b>");
    }

    @Test
    void neverFailsOnBytesThatAreNoMail() {
        for (String bytes :
                new String[] {"", "\r\n", ":", "a:", "Content-Type: multipart/mixed\r\n\r\n--", "\u0000\u0001"}) {
            assertThat(OpenedMail.of(bytes.getBytes(StandardCharsets.UTF_8)).html())
                    .isEmpty();
        }
        OpenedMail odd =
                OpenedMail.of("Content-Type: text/plain; charset=no-such\r\n\r\nx".getBytes(StandardCharsets.UTF_8));
        assertThat(odd.html()).isEmpty();
    }

    private static LetterLinks links(String header, String html) {
        String mail = header + "Content-Type: text/html; charset=utf-8\r\n\r\n" + html;
        return LetterLinks.of(OpenedMail.of(mail.getBytes(StandardCharsets.UTF_8)));
    }
}
