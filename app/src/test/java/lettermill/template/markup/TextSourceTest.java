package lettermill.template.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lettermill.jinja.Autoescape;
import lettermill.jinja.Budget;
import lettermill.jinja.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextSourceTest {
    private static final Map<String, Object> CONTEXT = Map.of(
            "name",
            "Tom <b>&</b>  Jerry",
            "url",
            "https://example.com/?a=1&b=2",
            "yes",
            true,
            "no",
            false,
            "nothing",
            List.of(),
            "items",
            List.of(Map.of("n", "one", "u", "https://e.co/1"), Map.of("n", "two", "u", "https://e.co/2")));

    /** The text template must say what reading the rendered HTML says. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Hi {{ name }},</p><p>bye</p>",
                "<p>a</p>{% if no %}<p>b</p>{% endif %}{% if yes %}<p>c</p>{% else %}<p>d</p>{% endif %}<p>e</p>",
                "<ul>{% for i in items %}<li><a href=\"{{ i.u }}\">{{ i.n }}</a></li>{% endfor %}</ul><p>end",
                "<ul>{% for i in items %}<li>{{ i.n }}{% endfor %}</ul><p>open ends",
                "<p>{% for i in items %}{{ i.n }} {% endfor %}|{% for i in items %}{{ i.n }}<br>{% endfor %}</p>",
                "<table>{% for i in items %}<tr><td>{{ i.n }}</td><td>x</td></tr>{% endfor %}</table>after",
                "<table><tr>{% for i in nothing %}<td>{{ i.n }}</td>{% endfor %}<td>x</td></tr></table>",
                "<a href=\"{{ url }}\">{{ url }}</a> <a href='{{ url }}'>Shop</a> <a href=\"https://e.co/?a&amp;b\">c</a>",
                "<html><head><title>T</title><style>p > a { color: red }</style><meta name=x><body>in<br><br>deep<hr>end",
                "a{% set x = 1 %}b {%- if yes %} c {% endif -%} d {{ x }}",
                "{% macro m(t) %}<p>{{ t }}!</p>{% endmacro %}{{ m('one') }}{{ m(name) }}",
                "<img src=x alt=\"{{ name }}\" style=\"display: none\"> <div style='display:none'>no</div>shown",
                "<p>x<img src=\"a.png\" alt=\"Logo\">y</p><!-- {{ name }} --><p>{# remark #}z</p>",
                "{% raw %}{{ not jinja }}{% endraw %} <b>{{\n name }}</b>",
            })
    void saysTheSame(String html) {
        String rendered = render(Autoescape.HTML, html);
        String source = TextSource.of(html).orElseThrow();
        assertThat(TextLayout.of(render(Autoescape.NONE, source))).isEqualTo(PlainText.of(rendered));
    }

    /** Where it is not certain, each letter is read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>{{ name|safe }}</p>",
                "<p {% if yes %}class=x{% endif %}>a</p>",
                "<title>{% set x = 1 %}</title>{{ x }}",
                "<p>&#123;&#123; name }}</p>",
                "{% autoescape false %}{{ name }}{% endautoescape %}",
            })
    void keepsQuietWhereItIsNotCertain(String html) {
        assertThat(TextSource.of(html)).isEmpty();
    }

    @Test
    void tooManyTagsAreNotToldApart() {
        assertThat(TextSource.of("{{ name }}".repeat(7_000))).isEmpty();
    }

    private static String render(Autoescape autoescape, String source) {
        return Environment.builder()
                .autoescape(autoescape)
                .build()
                .compile("x", source)
                .render(CONTEXT, Budget.STANDARD);
    }
}
