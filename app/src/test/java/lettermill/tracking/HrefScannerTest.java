package lettermill.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HrefScannerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "<a href=\"x\">t</a> ¦ x",
                "<A CLASS='y' HREF='x'>t</A> ¦ x",
                "<a href=x>t</a> ¦ x",
                "<a href = \"x\" >t</a> ¦ x",
                "<a title=\">\" href=\"x\">t</a> ¦ x",
                "<a title='href=\"no\"' href=\"x\">t</a> ¦ x",
                "<a href=\"x\" href=\"second\">t</a> ¦ x",
                "<map><area shape=rect href=\"x\"></map> ¦ x",
                "<!--[if mso]><v:roundrect xmlns:v=\"urn:x\" href=\"x\" style=\"a\"></v:roundrect><![endif]--> ¦ x",
                "<!--[if !mso]><!--><a href=\"x\">t</a><!--<![endif]--> ¦ x",
                "<a {% if big %}class=\"b\"{% endif %} href=\"x\">t</a> ¦ x",
                "<a href=\"{{ url|default('\"') }}\">t</a> ¦ {{ url|default('\"') }}",
                "<a data-x=\"{{ '>' }}\" href=\"x\">t</a> ¦ x",
                "{# <a href=\"no\"> #}<a href=\"x\">t</a> ¦ x",
                "{{ '<a href=\"no\">' }}<a href=\"x\">t</a> ¦ x",
                "{% raw %}<a href=\"x\">{{ t }}</a>{% endraw %} ¦ x",
                "a < b <a href=\"x\">t</a> ¦ x",
            })
    void findsTheAddressOfALink(String html, String expected) {
        assertThat(hrefs(html)).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "<link href=\"no\">",
                "<base href=\"no\">",
                "<abbr href=\"no\">",
                "<a href>t</a>",
                "<a href=\"no\" data-no-track>t</a>",
                "<a data-no-track=\"\" href=\"no\">t</a>",
                "<!-- <a href=\"no\">t</a> -->",
                "<style>a { content: '<a href=\"no\">' }</style>",
                "<script>'<a href=\"no\">'</script>",
                "<textarea><a href=\"no\"></textarea>",
                "<a href=\"no",
            })
    void leavesEverythingElse(String html) {
        assertThat(hrefs(html).stream().filter(href -> !href.isEmpty())).isEmpty();
    }

    private static List<String> hrefs(String html) {
        return new HrefScanner(new JinjaMask(html).text())
                .hrefs().stream()
                        .map(href -> html.substring(href.from(), href.to()))
                        .toList();
    }
}
