package lettermill.mailagent.mime;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lettermill.mailagent.Letters;
import lettermill.wire.Letter;
import lettermill.wire.Mailbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we write is read back by Angus Mail. */
class MimeMessageTest {

    @Test
    void headersAreThoseOfAMailingToMany() throws Exception {
        var message = read(Letters.letter(7));
        assertThat(message.getHeader("Date", null)).isEqualTo("Tue, 24 Nov 2026 06:42:05 +0000");
        assertThat(message.getFrom()).containsExactly(new InternetAddress("news@news.example", "The News"));
        assertThat(message.getRecipients(RecipientType.TO))
                .containsExactly(new InternetAddress("person7@rcpt.example", "Person 7"));
        assertThat(message.getSubject()).isEqualTo("Hello 7");
        assertThat(message.getMessageID()).isEqualTo("<m7@news.example>");
        assertThat(message.getHeader("MIME-Version", null)).isEqualTo("1.0");
        assertThat(message.getHeader("List-Unsubscribe", null).strip())
                .isEqualTo("<https://track.news.example/u/" + "x".repeat(60) + "7>");
        assertThat(message.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(message.getHeader("List-ID", null)).isEqualTo("<weekly.news.example>");
        assertThat(message.getHeader("Feedback-ID", null)).isEqualTo("c1:w1:weekly:lettermill");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Plain",
                "Grüße aus Köln",
                "Ein Betreff mit Umlauten: für alle, die länger lesen möchten, als eine Zeile breit ist, und noch viel länger",
                "a long subject of plain words that goes on and on until it has to be folded somewhere near the end of a line",
                "日本語の件名はとても長いので、いくつかの単語に分けて符号化しなければなりません。それでも元の文字列に戻ります。",
                "🎉🎉🎉 emoji 👩‍👩‍👧‍👦 family 🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉",
                "=?utf-8?Q?not_encoded?= by us",
                "two  spaces and a tail",
                "50 % off = \"deal\" <b>, really? (yes) \\o/",
                "x"
            })
    void subjectsComeBackAsTheyWere(String subject) throws Exception {
        assertThat(read(Letters.subject(subject)).getSubject()).isEqualTo(subject);
        assertThat(read(Letters.subject("x".repeat(2000) + subject)).getSubject())
                .isEqualTo("x".repeat(2000) + subject);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann",
                "Jürgen Müller",
                "O'Neil, \"Bob\" \\ (Sales) <x@y.example>",
                "Ω",
                "A. B. Smith",
                "=?utf-8?Q?x?=",
                "Ein sehr langer Name mit Umläuten, Kommas und so weiter, damit er gefaltet werden muss"
            })
    void displayNamesComeBackAsTheyWere(String name) throws Exception {
        var to = (InternetAddress)
                read(Letters.toMailbox(new Mailbox("p@rcpt.example", name))).getRecipients(RecipientType.TO)[0];
        assertThat(to.getPersonal()).isEqualTo(name);
        assertThat(to.getAddress()).isEqualTo("p@rcpt.example");
    }

    @Test
    void domainsAreWrittenAsALabels() {
        assertThat(text(Letters.toMailbox(Mailbox.of("a@Bücher.example")))).contains("To: a@xn--bcher-kva.example\r\n");
        assertThat(text(Letters.toMailbox(Mailbox.of("a@faß.example")))).contains("To: a@xn--fa-hia.example\r\n");
        assertThat(text(Letters.toMailbox(Mailbox.of("a@例子.テスト")))).contains("To: a@xn--fsqu00a.xn--zckzah\r\n");
        assertThat(DomainNames.toAscii("βόλος.com")).isEqualTo("xn--nxasmm1c.com");
    }

    @Test
    void bodiesComeBackWithCrlfLineEnds() throws Exception {
        for (String body : bodies()) {
            var parts = (MimeMultipart)
                    read(Letters.withBody(1, body, "plain " + body)).getContent();
            assertThat(parts.getContentType()).startsWith("multipart/alternative");
            assertThat(parts.getCount()).isEqualTo(2);
            assertThat(content(parts.getBodyPart(0), "text/plain; charset=utf-8"))
                    .isEqualTo(inPart("plain " + body));
            assertThat(content(parts.getBodyPart(1), "text/html; charset=utf-8"))
                    .isEqualTo(inPart(body));
        }
    }

    @Test
    void oneReadingAloneIsASinglePart() throws Exception {
        var html = read(Letters.withBody(1, "<p>für dich</p>\n", null));
        assertThat(html.getContentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(html.getContent()).isEqualTo("<p>für dich</p>\r\n");
        var text = read(Letters.withBody(1, null, "nur Text\n"));
        assertThat(text.getContentType()).isEqualTo("text/plain; charset=utf-8");
        assertThat(text.getContent()).isEqualTo("nur Text\r\n");
    }

    @Test
    void asciiOfShortLinesGoesAsItIs() {
        assertThat(text(Letters.withBody(1, "<p>a = b</p>\n", "a = b\n")))
                .contains("Content-Transfer-Encoding: 7bit\r\n\r\n<p>a = b</p>\r\n")
                .doesNotContain("quoted-printable");
    }

    @Test
    void everyLineIsShortSevenBitAndEndsInCrlf() {
        for (String body : bodies()) {
            for (String subject : List.of("x ".repeat(700), "ü".repeat(700), "y".repeat(3000))) {
                assertWireFit(text(Letters.withBody(1, body, body)));
                assertWireFit(text(Letters.subject(subject)));
            }
        }
    }

    @Test
    void quotedPrintableKeepsWithinSeventySix() {
        for (int length = 60; length < 90; length++) {
            String line = "é" + "x".repeat(length - 10);
            for (String end : List.of("", " ", "\t", ".", "=", "é", "\u00A0 ")) {
                String message = text(Letters.withBody(1, null, line + end + "\n" + line + end));
                String body = message.substring(message.indexOf("\r\n\r\n") + 4);
                assertThat(body.lines())
                        .allMatch(l -> l.length() <= 76)
                        .noneMatch(l -> l.endsWith(" ") || l.endsWith("\t"));
            }
        }
    }

    @Test
    void headersFoldWithinSeventyEight() {
        String head = text(Letters.subject("Ein Betreff mit Umlauten für alle ".repeat(9)))
                .split("\r\n\r\n", 2)[0];
        assertThat(head.lines().filter(line -> !line.contains("https://"))).allMatch(line -> line.length() <= 78);
    }

    /** The kinds of body that go wrong: long lines, dots, white space at ends, other line breaks, mailbox-file lines. */
    private static List<String> bodies() {
        Random random = new Random(20261124);
        String letters = "ab=. \t\r\n<>é漢🎉";
        String noise = IntStream.range(0, 5000)
                .mapToObj(i -> {
                    int at = random.nextInt(letters.length() - 1);
                    return at >= letters.length() - 2 ? "🎉" : letters.substring(at, at + 1);
                })
                .collect(Collectors.joining());
        return List.of(
                "short\n",
                "no end",
                "ends in space \nand tab\t\n" + "x".repeat(74) + " \n" + "x".repeat(75) + "\t\n",
                ".\n..\n.leading\n\r\n.\r\n",
                "From here\n" + "é".repeat(10) + "\nFrom there\n",
                "x".repeat(5000) + "\n" + "é".repeat(500),
                "a\rb\nc\r\nd\n\n\ne\0f",
                noise + "\n");
    }

    private static void assertWireFit(String message) {
        assertThat(message).endsWith("\r\n");
        assertThat(message.replace("\r\n", "")).doesNotContain("\r", "\n", "\0");
        assertThat(message.chars()).allMatch(c -> c < 0x80);
        assertThat(message.lines()).allMatch(line -> line.length() <= 998);
    }

    private static String content(BodyPart part, String type) throws Exception {
        assertThat(part.getContentType()).isEqualTo(type);
        return (String) part.getContent();
    }

    /** CR, LF and CRLF are one line break each; the last break belongs to the boundary (RFC 2046 section 5.1.1). */
    private static String inPart(String text) {
        String unix = text.replace("\r\n", "\n").replace('\r', '\n');
        return (unix.endsWith("\n") ? unix.substring(0, unix.length() - 1) : unix).replace("\n", "\r\n");
    }

    private static String text(Letter letter) {
        return new MimeMessage().compose(letter, null).toString();
    }

    private static jakarta.mail.internet.MimeMessage read(Letter letter) throws Exception {
        byte[] bytes = text(letter).getBytes(StandardCharsets.UTF_8);
        return new jakarta.mail.internet.MimeMessage(null, new ByteArrayInputStream(bytes));
    }
}
