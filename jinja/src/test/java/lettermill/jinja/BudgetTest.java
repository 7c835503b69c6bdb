package lettermill.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No template and no context hangs, exhausts memory or overflows the stack. */
@Timeout(20)
class BudgetTest {
    private static final Map<String, String> TEMPLATES = Map.of(
            "self", "{% include 'self' %}",
            "loop", "{% extends 'loop' %}",
            "import", "{% import 'import' as x with context %}",
            "block", "{% block a %}{{ self.a() }}{% endblock %}");
    private static final Environment ENVIRONMENT =
            Environment.builder().extension(Extension.DO).loader(TEMPLATES::get).build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ 'x' * 1000000000 }}",
                "{{ 'xx' * 123456789012345678901 }}",
                "{{ (1, 2) * 12345678901234567890 }}",
                "{{ [0] * 2000000000 }}",
                "{{ 9 ** (9 ** 9) }}",
                "{{ 10 ** 1000000000 }}",
                "{{ range(2000000000)|list }}",
                "{{ range(1000000000000) }}",
                "{% for a in range(2000000000) %}{% endfor %}",
                "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
                "{{ '%999999999d' % 1 }}",
                "{{ '%.99999999f' % 1.5 }}",
                "{{ '{:999999999}'.format(1) }}",
                "{{ 'x'.ljust(999999999) }}",
                "{{ 'x'|center(999999999) }}",
                "{{ 'a\nb'|indent(999999999) }}",
                "{{ ['x' * 100000]|batch(1000000000, 'y')|list }}",
                "{{ 'aaaa'|replace('a', 'x' * 1000000)|replace('x', 'y' * 1000) }}",
                "{{ ('x' * 1000000)|replace('', 'y' * 1000000) }}",
                "{{ (['x' * 1000000] * 1000)|join('y' * 1000000) }}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
                "{% for x in [[1]] recursive %}{{ loop([[1]]) }}{% endfor %}",
                "{% include 'self' %}",
                "{% extends 'loop' %}",
                "{% import 'import' as x %}",
                "{% include 'block' %}",
                "{% set x = ['a'] %}{% for i in range(99) %}{% set x = x + x %}{% do x.extend(x) %}{% endfor %}{% set ns = namespace(s='aaaaaaaaaa') %}"
                        + "{% for i in range(99) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
                "{% set ns = namespace(x=[1]) %}{% for i in range(99) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x == ns.x|list }}{{ ns.x }}",
                "{% set ns = namespace(x=(1,), y=(1,)) %}{% for i in range(60) %}{% set ns.x = (ns.x, ns.x) %}{% set ns.y = (ns.y, ns.y) %}{% endfor %}"
                        + "{{ {ns.x: 1}[ns.y] }}{{ ns.x == ns.y }}",
                "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}"
                        + "{{ {'a': 1}[ns.x] is defined }}{{ ns.x in {'a': 1} }}",
                "{% set x = [] %}{% do x.append(x) %}{{ x|tojson }}",
                "{% for i in range(99999) %}{{ 'x' * 999 }}{% endfor %}",
                "{{ ('http://' ~ 'a.' * 100000)|urlize|urlize|urlize * 100 }}",
            })
    void refusesWhatWouldTakeTooMuch(String template) {
        assertThatThrownBy(() -> ENVIRONMENT.compile("t", template).render(Map.of(), Budget.STANDARD))
                .isInstanceOf(TemplateException.class);
    }

    @Test
    void namesTheLimit() {
        Template template = ENVIRONMENT.compile("t", "{% for i in range(100) %}{{ i }}{% endfor %}");
        assertLimit(template, Budget.of(50, 1000, 10, Duration.ofSeconds(5)), BudgetExceeded.Limit.STEPS);
        assertLimit(template, Budget.of(5000, 100, 10, Duration.ofSeconds(5)), BudgetExceeded.Limit.CHARACTERS);
        Template longer = ENVIRONMENT.compile("t", "{% for i in range(1000) %}{{ i }}{% endfor %}");
        assertLimit(longer, Budget.of(5000, 5000, 10, Duration.ofNanos(1)), BudgetExceeded.Limit.TIME);
        Template deep = ENVIRONMENT.compile("t", "{% macro m(n) %}{{ m(n - 1) if n }}{% endmacro %}{{ m(20) }}");
        assertLimit(deep, Budget.of(5000, 1000, 10, Duration.ofSeconds(5)), BudgetExceeded.Limit.DEPTH);
        assertThat(deep.render(Map.of(), Budget.STANDARD)).isEmpty();
    }

    private static void assertLimit(Template template, Budget budget, BudgetExceeded.Limit limit) {
        assertThatThrownBy(() -> template.render(Map.of(), budget))
                .isInstanceOfSatisfying(
                        BudgetExceeded.class, e -> assertThat(e.limit()).isEqualTo(limit));
    }

    @Test
    void deepTemplatesAreRefusedOrWork() {
        for (String piece :
                List.of("(", "[", "{'a':", "-", "not ", "1 if 1 else ", "x(", "x[", "1 + ", "x|e(", "a.b.", "1 ~ ")) {
            compileOrRefuse("{{ " + piece.repeat(50_000) + "1 }}");
        }
        for (String tail : List.of(
                ".a",
                "[0]",
                "|upper",
                "()",
                " + 1",
                " is defined",
                " and 1",
                " ** 1",
                " < 1",
                " ~ 1",
                " if 1 else 1")) {
            compileOrRefuse("{{ x" + tail.repeat(50_000) + " }}");
        }
        compileOrRefuse("{% if x %}".repeat(50_000));
        compileOrRefuse("{% for x in y %}".repeat(300) + "{% endfor %}".repeat(300));
        compileOrRefuse("{% if 1 %}".repeat(90) + "deep" + "{% endif %}".repeat(90));
    }

    private static void compileOrRefuse(String template) {
        try {
            ENVIRONMENT.compile("t", template).render(Map.of("x", "v"), Budget.STANDARD);
        } catch (TemplateException refused) {
            assertThat(refused.line()).isPositive();
        }
    }

    @Test
    void aContextThatContainsItselfIsNoTrap() {
        Map<String, Object> map = new HashMap<>();
        List<Object> list = new ArrayList<>();
        map.put("map", map);
        list.add(list);
        map.put("list", list);
        for (String template : List.of(
                "{{ map }}",
                "{{ list }}",
                "{{ list == [list] }}",
                "{{ map|tojson }}",
                "{{ list|sort }}",
                "{{ map|pprint }}")) {
            try {
                assertThat(ENVIRONMENT.compile("t", template).render(map, Budget.STANDARD))
                        .isNotNull();
            } catch (TemplateException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
    }
}
