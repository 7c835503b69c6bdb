package lettermill.template.markup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {

    @Test
    void aNewsletterReadsLikeALetter() {
        String html = """
                <!doctype html>
                <html><head><title>News</title><style>p { color: red }</style></head>
                <body>
                <div style="display: none">Preheader &#847;&zwnj;&nbsp;</div>
                <h1>Welcome,
                    Ada!</h1>
                <p>Two   things &amp; a <b>link</b>: <a href="https://example.com/a?b=1&amp;c=2">the shop</a>.</p>
                <ul><li>one</li><li>two</li></ul>
                <table><tr><td>Pears</td><td>3</td></tr><tr><td>Plums</td><td>4</td></tr></table>
                <hr>
                <p>Bye<br>Bob</p>
                <img src="x.png" alt="Our logo"><img src="pixel.gif" alt="">
                </body></html>
                """;
        assertThat(PlainText.of(html)).isEqualTo("""
                        Welcome, Ada!

                        Two things & a link: the shop (https://example.com/a?b=1&c=2).

                        - one
                        - two

                        Pears 3
                        Plums 4

                        ----------

                        Bye
                        Bob

                        Our logo
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a href='https://example.com/'>https://example.com/</a>|https://example.com/",
                "<a href='mailto:ada@example.com'>ada@example.com</a>|ada@example.com",
                "<a href='mailto:ada@example.com'>Write to us</a>|Write to us (mailto:ada@example.com)",
                "<a href='#top'>Up</a>|Up",
                "<a href='javascript:alert(1)'>Click</a>|Click",
                "<a name='x'>Chapter</a>|Chapter",
            })
    void anAddressStandsBehindItsLinkWhereItHelps(String html, String text) {
        assertThat(PlainText.of(html)).isEqualTo(text + "\n");
    }

    @Test
    void nothingToReadIsNoText() {
        assertThat(PlainText.of("<style>p{}</style><p> &nbsp;</p>").strip()).isEmpty();
        assertThat(PlainText.of("")).isEmpty();
    }

    @Test
    void deepNestingIsNoTrap() {
        assertThat(PlainText.of("<div>".repeat(20_000) + "in")).isEqualTo("in\n");
    }
}
