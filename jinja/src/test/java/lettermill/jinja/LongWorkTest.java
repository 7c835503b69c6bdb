package lettermill.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work that one filter, method, comparison or argument does is paid for while it is done. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LongWorkTest {
    private static final Environment ENVIRONMENT = Environment.builder()
            .extension(Extension.DO)
            .function("f", arguments -> arguments.get(0))
            .build();
    private static final Map<String, Object> CONTEXT = Map.of(
            "long", "x".repeat(3_900_000),
            "digits", "9".repeat(1_000_000),
            "huge", new BigDecimal("1e1000000000"),
            "tiny", new BigDecimal("1e-1000000000"),
            "wide", BigInteger.ONE.shiftLeft(10_000_000));

    /** Two lists of 2^18 equal parts, each a list of the one before twice. */
    private static final String TWINS =
            "{% set ns = namespace(x=[1], y=[1]) %}{% for i in range(18) %}{% set ns.x = [ns.x, ns.x] %}{% set ns.y = [ns.y, ns.y] %}{% endfor %}";
    /** 60,000 values inside one another. */
    private static final String DEEP =
            "{% set ns = namespace(x=(1,), y=(1,), z=[1], m={}, g=[1]) %}{% for i in range(60000) %}"
                    + "{% set ns.x = (ns.x,) %}{% set ns.y = (ns.y,) %}{% set ns.z = [ns.z] %}{% set ns.m = {1: ns.m} %}{% endfor %}";

    /** Time for a busy machine. */
    private static final Budget FEW_STEPS = Budget.of(1_000_000, 4_000_000, 100, Duration.ofSeconds(25));

    private static final String NEEDLE = "{% set n = 'x' * 1900000 ~ 'y' %}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                TWINS + "{{ ([ns.x, ns.y] * 500)|sort|length }}",
                TWINS + "{{ ([ns.x] * 5000).count(ns.y) }}",
                TWINS + "{{ ([ns.x, ns.y] * 500)|groupby(0)|length }}",
                TWINS + "{{ ([ns.x, ns.y] * 50000)|max|length }}",
                TWINS + "{% for i in range(9) %}{{ f(ns.x)|length }}{% endfor %}",
                "{% set x = range(200000)|list %}{% set y = x + [] %}{{ [x] * 200000 == [y] * 200000 }}",
                "{% set s = long ~ 'a' %}{% set t = long ~ 'a' %}{{ [s] * 100000 == [t] * 100000 }}",
                DEEP + "{{ ns.x == ns.y }}",
                DEEP + "{{ ns.x < ns.y }}",
                DEEP + "{{ {ns.x: 1}|length }}",
                DEEP + "{{ f(ns.z)|length }}",
                DEEP + "{{ f(ns.m)|length }}",
                DEEP + "{{ ns.m == {1: ns.m} }}",
                DEEP + "{{ ns.z|tojson }}",
                "{% set ns = namespace(g=[1]) %}{% for i in range(60000) %}{% set ns.g = ns.g|map('int') %}{% endfor %}",
                "{% set ns = namespace(g=[1]) %}{% for i in range(60000) %}{% set ns.g = ns.g|select|unique|batch(1) %}{% endfor %}",
                "{% set ns = namespace() %}{% set ns.a = ns %}{{ [ns, ns]|sort(attribute='a') }}",
                "{% set x = [] %}{% do x.append(x) %}{% set y = [] %}{% do y.append(y) %}{{ [x, y]|sort }}",
                "{% set x = [] %}{% do x.append(x) %}{{ f(x) }}",
                "{% set ns = namespace(s='&' * 3000000) %}{% for i in range(99999) %}{% set ns.s = ns.s|forceescape %}{% endfor %}",
                "{% for i in range(99999) %}{% set x = long|title %}{% endfor %}",
                "{% for i in range(99999) %}{% set x = long|striptags %}{% endfor %}",
                "{% for i in range(99999) %}{% set x = long|wordcount %}{% endfor %}",
                "{% for i in range(99999) %}{% set x = long.istitle() %}{% endfor %}",
                "{% for i in range(99999) %}{% set x = long.isalpha() %}{% endfor %}",
                "{% for i in range(99999) %}{% set x = long is upper %}{% endfor %}",
                "{% set l = [1] * 300000 %}{% for i in range(99999) %}{% set x = l|string %}{% endfor %}",
                "{% set l = ['\\u0080' * 1000000] %}{% for i in range(9999) %}{% set x = l|string %}{% endfor %}",
                "{% set l = [1] * 300000 %}{% for i in range(99999) %}{% set x = f(l) %}{% endfor %}",
                "{{ ('é' * 3900000)|tojson }}{{ ('é' * 3900000)|tojson }}",
                NEEDLE + "{{ n in long }}",
                NEEDLE + "{{ long.find(n) }}",
                NEEDLE + "{{ long.rfind(n) }}",
                NEEDLE + "{{ long.count(n) }}",
                NEEDLE + "{{ long|replace(n, 'z') }}",
                NEEDLE + "{{ long.split(n) }}",
                NEEDLE + "{{ long.rsplit(n, 3) }}",
                NEEDLE + "{{ long.partition(n) }}",
                "{{ ('a ' * 1900000).rsplit(none, 1000000) }}",
                "{{ ('a ' * 1900000).split() }}",
                "{% set x = [1] %}{% for i in x %}{% do x.append(i) %}{% endfor %}",
                "{% set x = {1: 1, 2: 1} %}{% for i in x %}{% do x.update({i + 2: 1}) %}{% endfor %}",
                "{% set l = [] %}{% for i in range(9000) %}{% do l.append(long|format) %}{% endfor %}",
                "{{ range(2147483647)|sort }}",
                "{{ range(2147483647)|select('string')|first }}",
                "{{ dict(range(2147483647)) }}",
                "{{ f(*range(2147483647)) }}",
                "{{ ([1] * 100000)|tojson('x' * 10000) }}",
                "{{ long|wordwrap(1, wrapstring='y' * 1000000) }}",
                "{{ huge|round }}",
                "{{ huge|int }}",
                "{{ '%d' % huge }}",
                "{{ '{:f}'.format(tiny) }}",
                "{{ huge // 3 }}",
                "{{ wide * wide }}",
            })
    void isRefusedInTime(String template) {
        assertThatThrownBy(() -> ENVIRONMENT.compile("t", template).render(CONTEXT, Budget.STANDARD))
                .isInstanceOf(TemplateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ ('&' * 3900000)|striptags|length == 3900000 }}",
                "{{ digits|int == 0 and ('1_' * 1000 ~ '1')|int > 1 }}",
                "{{ 1.5|round(1000000000) == 1.5 and 5|round(-1000000000) == 0 }}",
                "{{ range(2147483647) == range(0, 2147483647, 1) and range(2147483647) != range(2147483646) }}",
                "{{ {range(2147483647): true}[range(0, 2147483647)] }}",
                "{{ [[0], [1]] != [range(1), range(1, 2)] }}",
                "{{ 5 in range(2147483647) and range(2147483647)|last == 2147483646 }}",
                "{{ 1e308|filesizeformat == 'inf YB' }}",
                "{{ ('ß' * 1000000)|upper == 'SS' * 1000000 and ('İ' * 900000)|lower|length == 1800000 }}",
                "{{ ('😀 Σίσυφος ' * 500)|upper|lower == '😀 σίσυφος ' * 500 }}",
            })
    void whatTakesLittleIsDone(String template) {
        assertThat(ENVIRONMENT.compile("t", template).render(CONTEXT, FEW_STEPS))
                .isEqualTo("True");
    }

    /** A renders inside B's function: each pays for its own. */
    @Test
    void nestedRendersHaveBudgetsOfTheirOwn() {
        Template inner = ENVIRONMENT.compile("inner", "{{ ([1] * 40000)|string|length }}");
        Environment outer = Environment.builder()
                .function("render", arguments -> inner.render(Map.of(), Budget.STANDARD))
                .build();
        Budget small = Budget.of(2_000, 200_000, 10, Budget.STANDARD.time());
        assertThat(outer.compile("outer", "{{ render() }}{{ render() }}").render(Map.of(), small))
                .isEqualTo("120000120000");
        assertThatThrownBy(() -> inner.render(Map.of(), small)).isInstanceOf(BudgetExceeded.class);
    }
}
