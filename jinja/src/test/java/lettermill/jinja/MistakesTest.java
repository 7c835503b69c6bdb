package lettermill.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What marketers get wrong, and what they are told: the place, and what to write instead. */
class MistakesTest {
    private static final Environment ENVIRONMENT =
            Environment.builder().undefined(UndefinedKind.STRICT).build();

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            {% if x %}a                          ¦ 11 ¦ Close the tag 'if' of line 1 with {% endif %}.
            {% if x %}{% endfor %}               ¦ 14 ¦ Close the tag 'if' of line 1 with {% endif %} before.
            {% endif %}                          ¦ 4  ¦ No tag is open that 'endif' could belong to.
            {{ x }                               ¦ 6  ¦ What begins with {{ ends with }}.
            {{ x %}                              ¦ 7  ¦ What begins with {{ ends with }}.
            {% if x }a{% endif %}                ¦ 9  ¦ A tag that begins with {% ends with %}.
            {{ x                                 ¦ 4  ¦ This tag isn't closed: {{ ends with }}, {% with %}.
            {{ }}                                ¦ 4  ¦ There is nothing to print: write a name, as in {{ name }}.
            {{ if x }}                           ¦ 7  ¦ Tags stand in {% and %}; {{ and }} print a value.
            {{ else }}                           ¦ 4  ¦ Write {% else %}: tags stand in {% and %}.
            {{ first name }}                     ¦ 10 ¦ A name has no blanks in it: write first_name, not first name.
            {{ x|default('y }}                   ¦ 14 ¦ This quotation mark isn't closed.
            {{ x|default('y }} don't             ¦ 24 ¦ A quotation mark before this isn't closed.
            {{ 'it's' }}                         ¦ 8  ¦ The apostrophe ends the text: put text that has one in double quotation marks.
            {{ x|default(“y”) }}                 ¦ 14 ¦ These are printer's quotation marks: write straight ones, " or '.
            {{ x|default(&quot;y&quot;) }}       ¦ 14 ¦ An HTML editor has encoded this: write plain " ' < > & inside a tag.
            {% if x &gt; 1 %}a{% endif %}        ¦ 9  ¦ An HTML editor has encoded this: write plain " ' < > & inside a tag.
            {% if x = 1 %}a{% endif %}           ¦ 9  ¦ Write == to compare; = belongs in {% set name = value %}.
            {% if x === 1 %}a{% endif %}         ¦ 11 ¦ Write == to compare.
            {% if x !== 1 %}a{% endif %}         ¦ 11 ¦ Write != to compare.
            {% if x && y %}a{% endif %}          ¦ 9  ¦ Write and instead of &&.
            {% if x || y %}a{% endif %}          ¦ 10 ¦ Write or instead of ||.
            {% if !x %}a{% endif %}              ¦ 7  ¦ Write not instead of !.
            {% if x == null %}a{% endif %}       ¦ 12 ¦ Write none, or `is none` to ask for it.
            {% if x %}a{% else if y %}{% endif %} ¦ 20 ¦ Write {% elif … %}.
            {% if x %}a{% elsif y %}{% endif %}  ¦ 15 ¦ Write {% elif … %}.
            {% for y of x %}a{% endfor %}        ¦ 10 ¦ Write {% for x in list %}.
            {% for i in 1..5 %}a{% endfor %}     ¦ 15 ¦ Write range(1, 6) for the numbers from 1 to 5.
            {{ x | default: 'y' }}               ¦ 15 ¦ This is Liquid: a filter's arguments stand in parentheses, as in {{ name|default('you') }}.
            {% assign y = 1 %}                   ¦ 4  ¦ Write {% set name = value %}.
            {{#if x}}a{{/if}}                    ¦ 3  ¦ This is Handlebars: write {% if name %} … {% endif %}, {% for x in list %} … {% endfor %}.
            {{/if}}                              ¦ 3  ¦ This is Handlebars: write {% if name %} … {% endif %}, {% for x in list %} … {% endfor %}.
            {{ x ? 1 : 2 }}                      ¦ 6  ¦ Write value if condition else other.
            {{ $x }}                             ¦ 4  ¦ Names have no sign before them: write {{ name }}.
            {{ x->y }}                           ¦ 6  ¦ Write a point: user.name.
            """)
    void areAnsweredWithAdvice(String template, int column, String advice) {
        assertThatThrownBy(() -> render(template)).isInstanceOfSatisfying(TemplateException.class, error -> {
            assertThat(error.advice()).isEqualTo(advice);
            assertThat(error.line()).isEqualTo(1);
            assertThat(error.column()).isEqualTo(column);
            assertThat(error).hasMessageEndingWith("^\n  " + advice);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            {{ recipient_nmae }}             ¦ recipient_name
            {{ x|uper }}                     ¦ upper
            {{ 1 if x is defned }}           ¦ defined
            {% fro y in x %}                 ¦ for
            {% if x %}a{% endfi %}           ¦ endif
            """)
    void areAnsweredWithAGuess(String template, String guess) {
        assertThatThrownBy(() -> render(template)).isInstanceOfSatisfying(TemplateException.class, error -> {
            assertThat(error.suggestion()).isEqualTo(guess);
            assertThat(error.advice()).isNull();
        });
    }

    @Test
    void hardBlanksOfAnEditorAreBlanks() {
        assertThat(render("{{\u00a0x\u00a0}}{%\u00a0if x%}1{%\u00a0endif\u00a0%}"))
                .isEqualTo("v1");
    }

    private static String render(String template) {
        return ENVIRONMENT.compile("mail", template).render(Map.of("x", "v", "recipient_name", "Ada"), Budget.STANDARD);
    }
}
