package lettermill.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language, by chapter of Jinja2's Template Designer Documentation: template, then what it prints. */
class LanguageTest {
    private static final Map<String, Object> CONTEXT = Map.of(
            "user", Map.of("name", "Ada <3", "tags", List.of("a", "b")),
            "items", List.of(Map.of("n", 1, "c", "x"), Map.of("n", 2, "c", "y"), Map.of("n", 3, "c", "x")),
            "html", new SafeString("<i>"));
    private static final Map<String, String> TEMPLATES = Map.of(
            "base", "<{% block title %}base{% endblock %}|{% block body %}{% endblock %}>",
            "child", "{% extends 'base' %}{% block title %}child {{ super() }}{% endblock %}",
            "part", "[{{ user.name }}{{ x }}]",
            "forms", "{% macro input(name, value='') %}{{ name }}={{ value }}{% endmacro %}{% set version = 3 %}");
    private static final Environment ENVIRONMENT = Environment.builder()
            .loader(TEMPLATES::get)
            .extension(Extension.DO)
            .extension(Extension.LOOP_CONTROLS)
            .build();

    @ParameterizedTest
    @CsvSource(delimiter = '¦', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            # Variables
            {{ user.name }}                                                     ¦ Ada <3
            {{ user['name'] }}{{ user.tags.1 }}{{ user.x is defined }} ¦ Ada <3bFalse
            # Filters
            {{ user.tags|join(', ')|upper }}                                    ¦ A, B
            {% filter upper %}a{% endfilter %}                                  ¦ A
            # Tests
            {{ 3 is odd }} {{ 4 is divisibleby 2 }} {{ x is defined }} {{ 2 is not even }} ¦ True True False False
            # Comments, whitespace control, escaping
            a{# {{ x }} #}b                                                     ¦ ab
            a  {%- if true -%}  b  {%- endif %}                                 ¦ ab
            {% raw %}{{ x }}{% endraw %}{{ '{{' }}                              ¦ {{ x }}{{
            # Template inheritance
            {% extends 'child' %}{% block body %}B{% endblock %}                ¦ <child base|B>
            {% block a %}1{% endblock %}{{ self.a() }}                          ¦ 11
            {% for i in [1, 2] %}{% block b scoped %}{{ i }}{% endblock %}{% endfor %} ¦ 12
            # Control structures
            {% for i in items if i.c == 'x' %}{{ loop.index }}{{ i.n }}{{ ',' if not loop.last }}{% else %}none{% endfor %} ¦ 11,23
            {% for k, v in {'a': 1}.items() %}{{ k }}{{ v }}{% endfor %}         ¦ a1
            {% for i in [1, [2, [3]]] recursive %}{{ loop(i) if i is iterable else i }}{% endfor %} ¦ 123
            {% for i in range(9) %}{% if i == 1 %}{% continue %}{% endif %}{% if i > 3 %}{% break %}{% endif %}{{ i }}{% endfor %} ¦ 023
            {% if x %}a{% elif items %}b{% else %}c{% endif %}                   ¦ b
            {% macro m(a, b='B') %}{{ a }}{{ b }}{{ varargs|length }}{{ kwargs.z }}{% endmacro %}{{ m(1) }} {{ m(1, 2, 3, z=4) }} ¦ 1B0 1214
            {% macro m() %}<{{ caller('x') }}>{% endmacro %}{% call(v) m() %}{{ v }}{% endcall %} ¦ <x>
            {% set a, b = 1, 2 %}{{ a + b }}{% set c | upper %}x{% endset %}{{ c }} ¦ 3X
            {% set ns = namespace(n=0) %}{% for i in items %}{% set ns.n = ns.n + i.n %}{% endfor %}{{ ns.n }} ¦ 6
            {% include 'part' %}{% include 'no' ignore missing %}                ¦ [Ada <3]
            {% import 'forms' as f %}{{ f.input('a', 1) }}{{ f.version }}        ¦ a=13
            {% from 'forms' import input as i %}{{ i('b') }}                     ¦ b=
            # Expressions
            {{ 7 // 2 }} {{ -7 // 2 }} {{ 7 % -3 }} {{ 7 / 2 }} {{ 2 ** 100 }}    ¦ 3 -4 -2 3.5 1267650600228229401496703205376
            {{ 1 < 2 < 3 }} {{ 'a' in 'abc' }} {{ 1 not in [1] }} {{ not false and true }} ¦ True True False True
            {{ [1, 2.0, 'x', none, true, (1,), {'k': 'v'}] }}                    ¦ [1, 2.0, 'x', None, True, (1,), {'k': 'v'}]
            {{ 'abcdef'[1:-1] }} {{ [1, 2, 3][::-1] }} {{ 'x' ~ 1 }} {{ 'a' if x else 'b' }} ¦ bcde [3, 2, 1] x1 b
            {{ 0.1 + 0.2 }} {{ 1e16 }} {{ 1.5e-7 }} {{ 10 / 5 }} {{ -3|abs }}     ¦ 0.30000000000000004 1e+16 1.5e-07 2.0 3
            # Escaping
            {% autoescape true %}{{ user.name }}{{ html }}{{ html ~ '<' }}{{ '<'|safe }}{% endautoescape %} ¦ Ada &lt;3<i><i>&lt;<
            {{ ('<b>%s</b>'|safe) % '<' }}{{ '<'|e|e }}                           ¦ <b>&lt;</b>&lt;
            # Built-in filters
            {{ items|groupby('c')|map(attribute='grouper')|list }}{{ items|sum('n') }} ¦ ['x', 'y']6
            {{ items|selectattr('n', 'gt', 1)|map(attribute='c')|join }}{{ [3, 1, 2]|sort(reverse=true) }} ¦ yx[3, 2, 1]
            {{ 'Hello World'|truncate(8, leeway=0) }}{{ 'a b'|title }}{{ 2.5|round }}{{ 1234567|filesizeformat }} ¦ Hello...A B2.01.2 MB
            {{ {'b': [1, '<']}|tojson }}{{ 'a b&c'|urlencode }}{{ {'id': 1}|xmlattr }} ¦ {"b": [1, "\\u003c"]}a%20b%26c id="1"
            {{ [1, 2, 3]|batch(2, 0)|list }}{{ 'a'|default('b') }}{{ x|d('c') }}   ¦ [[1, 2], [3, 0]]ac
            # Global functions
            {{ range(3)|list }}{{ dict(a=1) }}{% set c = cycler(1, 2) %}{{ c.next() }}{{ c.next() }}{{ c.next() }} ¦ [0, 1, 2]{'a': 1}121
            {% set j = joiner('|') %}{{ j() }}a{{ j() }}b                         ¦ a|b
            # Extensions
            {% set l = [] %}{% do l.append(1) %}{{ l }}                           ¦ [1]
            """)
    void prints(String template, String expected) {
        assertThat(ENVIRONMENT.compile("t", template).render(CONTEXT, Budget.STANDARD))
                .isEqualTo(expected);
    }
}
