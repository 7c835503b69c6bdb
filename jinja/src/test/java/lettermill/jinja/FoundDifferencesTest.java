package lettermill.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the comparison with Jinja2 3.1.6 once found different, kept so that it holds where there is no Python. What
 * stands on the right is what Jinja2 itself answers.
 */
class FoundDifferencesTest {
    private static final Map<String, Object> CONTEXT = Map.of("context", new TreeMap<>(Map.of("a", 1)));

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            # random picks an index, which of a map is a key that has to be there
            DEFAULT   ¦ {{ {0: 'z', 1: 'o'}|random in ['z', 'o'] }}{{ 'é'|random }}     ¦ Trueé
            DEFAULT   ¦ {{ []|random is defined }}                                      ¦ False
            # only chainable undefined values have __html__
            CHAINABLE ¦ {{ x is escaped }}{{ x.y.z is escaped }}                        ¦ TrueTrue
            DEFAULT   ¦ {{ x is escaped }}                                              ¦ False
            CHAINABLE ¦ {% autoescape true %}{{ ['<', x]|join }}{% endautoescape %}     ¦ &lt;
            CHAINABLE ¦ {% autoescape true %}{{ '<a'|replace(x.y, '>') }}{% endautoescape %} ¦ &gt;&&gt;l&gt;t&gt;;&gt;a&gt;
            CHAINABLE ¦ {% autoescape true %}{{ ('<'|safe) + x }}{{ '<' ~ x }}{% endautoescape %} ¦ <&lt;
            # what can't be a key is no key of this map
            DEFAULT   ¦ {{ {'a': 1}[(1, [2])] is defined }}{{ {'a': 1}[[2]] is defined }} ¦ FalseFalse
            DEFAULT   ¦ {{ {1: none}[1.0] }}{{ {'a': none}['a'|safe] }}                 ¦ NoneNone
            # undefined values of one kind are equal, as keys too
            DEFAULT   ¦ {{ {x: 1}[y] }}{{ [x, y]|unique|list|length }}{{ x in {'a': 1} }} ¦ 11False
            # what undefined values reverse to is there, but empty
            CHAINABLE ¦ {% if x|reverse %}1{% endif %}{{ x|reverse|list }}              ¦ 1[]
            # the last character of a safe text is safe, the first is not
            DEFAULT   ¦ {% autoescape true %}{{ '<i>'|safe|last }}{{ '<i>'|safe|first }}{% endautoescape %} ¦ >&lt;
            # a line that is just full keeps its last word
            DEFAULT   ¦ {{ 'abcd ef'|wordwrap(4, wrapstring='|') }}                     ¦ abcd|ef
            DEFAULT   ¦ {{ 'abcd  ef gh'|wordwrap(7, wrapstring='|') }}                 ¦ abcd|ef gh
            DEFAULT   ¦ {{ 'aaaa-bbbb'|wordwrap(5, wrapstring='|') }}                   ¦ aaaa-|bbbb
            # a name in a format asks for an attribute, which chainable undefined values have
            CHAINABLE ¦ {{ '%(a)s|%(b)s' % x }}                                         ¦ |
            # tuples and ranges have no method but count and index
            DEFAULT   ¦ {{ (1, 1).copy is defined }}{{ range(2).append is defined }}    ¦ FalseFalse
            DEFAULT   ¦ {{ (1, 1).count(1) }}{{ range(3).index(2) }}{{ [1].copy() }}    ¦ 22[1]
            # what is false is no template
            DEFAULT   ¦ {% include 0 ignore missing %}{% include {} ignore missing %}   ¦ ``
            """)
    void prints(UndefinedKind undefined, String template, String expected) {
        assertThat(render(undefined, template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            {{ {'a': 1}|random }}              ¦ LOOKUP    ¦ 0
            {{ {'a': 1}.items()|random }}      ¦ TYPE      ¦ 'dict_items' object is not subscriptable
            # the key is named as it was given
            {{ 'a'['b'|safe].c }}              ¦ UNDEFINED ¦ 'str object' has no attribute Markup('b')
            {{ {'a': 1}['b'|safe].c }}         ¦ UNDEFINED ¦ 'dict object' has no attribute Markup('b')
            {{ {'a': 1}[(1, [2])].c }}         ¦ UNDEFINED ¦ dict object has no element (1, [2])
            # a tuple that holds a list is no key
            {{ {(1, [2]): 1} }}                ¦ TYPE      ¦ unhashable type: 'list'
            {{ [(1, [2])]|unique|list }}       ¦ TYPE      ¦ unhashable type: 'list'
            {{ (1, [2]) in {'a': 1} }}         ¦ TYPE      ¦ unhashable type: 'list'
            # only whole numbers repeat
            {{ 'abc' * 1.0 }}                  ¦ TYPE      ¦ can't multiply sequence by non-int of type 'float'
            {{ [1] * 'a' }}                    ¦ TYPE      ¦ can't multiply sequence by non-int of type 'str'
            # after a name, a format takes nothing by position
            {{ '%(a)s %s' % {'a': 1} }}        ¦ TYPE      ¦ not enough arguments for format string
            {{ '%(a)s' % x }}                  ¦ UNDEFINED ¦ 'x' is undefined
            {% include 0 %}                    ¦ NOT_FOUND ¦ Tried to select from an empty list of templates
            {% include 1 %}                    ¦ TYPE      ¦ 'int' object is not iterable
            {{ (1, 1).copy() }}                ¦ UNDEFINED ¦ 'tuple object' has no attribute 'copy'
            {{ [1] * [2] }}                    ¦ TYPE      ¦ can't multiply sequence by non-int of type 'list'
            """)
    void fails(String template, TemplateRuntimeError.Kind kind, String reason) {
        assertThatThrownBy(() -> render(UndefinedKind.DEFAULT, template))
                .isInstanceOfSatisfying(TemplateRuntimeError.class, error -> {
                    assertThat(error.kind()).isEqualTo(kind);
                    assertThat(error.reason()).isEqualTo(reason);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ {'a': 1}[x] is defined }}",
                "{{ {x: 1} is mapping }}",
                "{{ x in {'a': 1} }}",
                "{{ [x]|unique|list|length }}",
                "{% if x|reverse %}{% endif %}"
            })
    void strictUndefinedValuesAreNoKeys(String template) {
        assertThatThrownBy(() -> render(UndefinedKind.STRICT, template))
                .isInstanceOf(UndefinedError.class)
                .hasMessageContaining("'x' is undefined");
    }

    @Test
    void onlyKeysThatCannotBeAreNoKeys() {
        assertThat(render(UndefinedKind.DEFAULT, "{{ context[1] is defined }}{{ context['a'] }}"))
                .isEqualTo("False1");
        assertThatThrownBy(() -> Environment.builder()
                        .build()
                        .compile("t", "{{ m[1] is defined }}")
                        .render(Map.of("m", Map.of(1, new Object())), Budget.STANDARD))
                .hasMessageContaining("java.lang.Object can't be used in a template");
    }

    private static String render(UndefinedKind undefined, String template) {
        return Environment.builder()
                .undefined(undefined)
                .build()
                .compile("t", template)
                .render(CONTEXT, Budget.STANDARD);
    }
}
