package lettermill.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentationTest {

    private static final TrackingBase BASE = new TrackingBase("https://t.example/");
    private static final String PIXEL =
            "<img src=\"https://t.example/t/p/{{ lettermill_message|lettermill_pixel }}.gif\"";

    private final TrackingDesk desk = new TrackingDesk(1_000);

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aFixedAddressBecomesAStoredLink() {
        String html = instrument("<p><a class=x href=\"https://shop.example/?a=1&amp;b=2#top\">Shop</a></p>");

        assertThat(html)
                .startsWith(
                        "<p><a class=x href=\"https://t.example/t/c/{{ lettermill_message|lettermill_click(1) }}\">Shop</a></p>");
        assertThat(desk.links().url(1)).contains(new TargetUrl("https://shop.example/?a=1&b=2#top"));
    }

    @Test
    void anAddressWithoutQuotesGetsThem() {
        assertThat(instrument("<a href=https://shop.example>x</a>"))
                .startsWith("<a href=\"https://t.example/t/c/{{ lettermill_message|lettermill_click(1) }}\">x</a>");
    }

    @Test
    void anAddressWithJinjaIsDecidedWhenItIsRendered() {
        assertThat(instrument("<a href='https://shop.example/{{ id }}{% if a %}?a=1{% endif %}'>x</a>"))
                .startsWith("<a href='{% filter lettermill_track(lettermill_message, 'https://t.example') %}"
                        + "https://shop.example/{{ id }}{% if a %}?a=1{% endif %}{% endfilter %}'>x</a>");
    }

    @Test
    void withinARawBlockJinjaIsSwitchedOnForTheLink() {
        assertThat(instrument("{% raw %}<a href=\"https://shop.example/\">{{ literally }}</a>{% endraw %}"))
                .startsWith(
                        "{% raw %}<a href=\"{% endraw %}https://t.example/t/c/{{ lettermill_message|lettermill_click(1) }}"
                                + "{% raw %}\">{{ literally }}</a>{% endraw %}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"mailto:a@b.example\">x</a>",
                "<a href=\"tel:+491\">x</a>",
                "<a href=\"sms:+491\">x</a>",
                "<a href=\"#top\">x</a>",
                "<a href=\"#{{ anchor }}\">x</a>",
                "<a href=\"mailto:{{ email }}\">x</a>",
                "<a href=\"{{ unsubscribe_url }}\">x</a>",
                "<a href=\"{{ preferences_url }}#weekly\">x</a>",
                "<a href=\"https://shop.example/\" data-no-track>x</a>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\"data:text/html,x\">x</a>",
                "<a href=\"/relative\">x</a>",
                "<a href=\"\">x</a>",
                "<a href=\"https://user:pass@shop.example/\">x</a>",
                "<a href=\"{% if a %}https://shop.example/\" class=\"{% endif %}\">x</a>",
                "<link href=\"https://shop.example/a.css\">",
                "<!-- <a href=\"https://shop.example/\">x</a> -->",
                "{# <a href=\"https://shop.example/\">x</a> #}",
                "{{ '<a href=\"https://shop.example/\">' }}",
            })
    void everythingElseStays(String html) {
        assertThat(instrument(html)).startsWith(html + PIXEL);
    }

    @Test
    void thePixelStandsBeforeTheEndOfTheBodyOrAtTheEnd() {
        assertThat(instrument("<html><body>x</BODY></html>")).matches("(?s)<html><body>x<img src=.*></BODY></html>");
        assertThat(instrument("x")).matches("(?s)x<img src=.*>");
        assertThat(instrument("<!-- </body> -->x")).matches("(?s)<!-- </body> -->x<img src=.*>");
    }

    @Test
    void theSameVersionGivesTheSameLinks() {
        String html =
                "<a href=\"https://a.example/\">a</a><a href=\"https://b.example/\">b</a><a href=\"https://a.example/\">a</a>";

        assertThat(instrument(html)).isEqualTo(instrument(html)).contains("(1)", "(2)", "(3)");
        assertThat(desk.database
                        .sql("SELECT url FROM tracking.link ORDER BY position")
                        .query(String.class)
                        .list())
                .isEqualTo(List.of("https://a.example/", "https://b.example/", "https://a.example/"));
    }

    private String instrument(String html) {
        return desk.instrumentation().instrument(desk.workspace, 1, html, BASE).html();
    }
}
