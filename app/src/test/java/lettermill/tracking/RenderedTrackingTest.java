package lettermill.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import lettermill.base.MessageId;
import lettermill.jinja.Autoescape;
import lettermill.jinja.Budget;
import lettermill.jinja.Environment;
import lettermill.jinja.UndefinedKind;
import lettermill.token.ClickTarget;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instrumented templates as readers get them: rendered by the engine, read by an HTML parser, the tokens read back. */
class RenderedTrackingTest {

    private static final MessageId MESSAGE = new MessageId(4_711);
    private static final TrackingBase BASE = new TrackingBase("https://t.example");

    private final TrackingDesk desk = new TrackingDesk(1_000);

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "https://a.example/?a=1&amp;b=2#top ¦ https://a.example/?a=1&b=2#top",
                "https://a.example/{{ id }} ¦ https://a.example/7",
                "https://a.example/?q={{ words }}&amp;x=1 ¦ https://a.example/?q=one%20&%20%22two%22&x=1",
                "{{ url }} ¦ https://own.example/?a=1&b=2",
                "{{ url|safe }} ¦ https://own.example/?a=1&b=2",
                "{% if id == 7 %}https://a.example/seven{% else %}mailto:no@a.example{% endif %} ¦ https://a.example/seven",
                "{# why #}https://a.example/x ¦ https://a.example/x",
                "{{ 'https://a.example/' ~ id }} ¦ https://a.example/7",
                "{% raw %}https://a.example/{x}{% endraw %} ¦ https://a.example/%7Bx%7D",
            })
    void whatIsClickedLeadsToWhatWasWritten(String address, String expected) {
        Element link = render("<a href=\"" + address + "\">x</a>").getFirst();

        assertThat(target(link)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "{{ mail }} ¦ mailto:ada@reader.example?a=1&b=2",
                "{{ unsubscribe_url }} ¦ https://t.example/u/token",
                "{{ hidden_unsubscribe }} ¦ https://t.example/u/token",
                "{{ script }} ¦ #",
                "{{ nothing }} ¦ ''",
                "#{{ id }} ¦ #7",
                "https://user:pass@a.example/{{ id }} ¦ https://user:pass@a.example/7",
            })
    void whatIsNotCountedStaysOrLeadsNowhere(String address, String expected) {
        assertThat(render("<a href=\"" + address + "\">x</a>").getFirst().attr("href"))
                .isEqualTo(expected);
    }

    @Test
    void linksInLoopsMacrosAndConditionalCommentsAreCountedToo() {
        String html = """
                {% macro button(url) %}<a href='{{ url }}'>go</a>{% endmacro %}
                {% for n in [1, 2] %}<a href="https://a.example/{{ n }}">x</a><a href="https://a.example/same">y</a>{% endfor %}
                {{ button('https://a.example/macro') }}
                <!--[if mso]><v:roundrect href="https://a.example/vml"></v:roundrect><![endif]-->
                """;
        String rendered = renderText(html);

        List<String> targets = Pattern.compile("https://t\\.example/t/c/([A-Za-z0-9_-]+)")
                .matcher(rendered)
                .results()
                .map((MatchResult found) -> target(found.group(1)))
                .toList();
        assertThat(targets)
                .containsExactly(
                        "https://a.example/1",
                        "https://a.example/same",
                        "https://a.example/2",
                        "https://a.example/same",
                        "https://a.example/macro",
                        "https://a.example/vml");
    }

    @Test
    void thePixelIsTheMessagesOwn() {
        String rendered = renderText("<body>x</body>");
        String token = rendered.replaceFirst("(?s).*/t/p/([A-Za-z0-9_-]+)\\.gif.*", "$1");

        assertThat(desk.tokens().readPixel(token)).contains(MESSAGE);
    }

    private List<Element> render(String html) {
        return Jsoup.parse(renderText(html)).select("a");
    }

    private String renderText(String html) {
        Environment.Builder environment =
                Environment.builder().autoescape(Autoescape.HTML).undefined(UndefinedKind.STRICT);
        new TrackingFilters(desk.tokens()).accept(environment);
        String source =
                desk.instrumentation().instrument(desk.workspace, 1, html, BASE).html();
        Map<String, Object> context = new HashMap<>(Map.of(
                "lettermill_message", MESSAGE.value(),
                "id", 7L,
                "words", "one & \"two\"",
                "url", "https://own.example/?a=1&b=2",
                "mail", "mailto:ada@reader.example?a=1&b=2",
                "script", "java\tscript:alert(1)",
                "nothing", "",
                "unsubscribe_url", "https://t.example/u/token",
                "hidden_unsubscribe", "https://t.example/u/token"));
        return environment.build().compile("letter", source).render(context, Budget.STANDARD);
    }

    private String target(Element link) {
        assertThat(link.attr("href")).startsWith("https://t.example/t/c/");
        return target(link.attr("href").substring("https://t.example/t/c/".length()));
    }

    private String target(String token) {
        ClickTarget target = desk.tokens().readClick(token).orElseThrow();
        assertThat(target.message()).isEqualTo(MESSAGE);
        return target.linkId() == null
                ? String.valueOf(target.url())
                : desk.links().url(target.linkId()).orElseThrow().value();
    }
}
