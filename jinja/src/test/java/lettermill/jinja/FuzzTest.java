package lettermill.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Valid templates with characters changed, removed, doubled and swapped give only this library's exceptions, in time.
 * {@code -Djinja.fuzz=1000000} raises the number of inputs, {@code -Djinja.seed=} repeats a run.
 */
class FuzzTest {
    private static final List<String> SEEDS = List.of(
            "<p>Hello {{ user.name|default('friend')|title }},</p>{% if user.vip and total > 10 %}{{ '%.2f'|format(total) }}{% else %}-{% endif %}",
            "{% for row in rows if row.a is odd -%}{{ loop.index }}: {{ row.b|upper|e }}{{ ', ' if not loop.last }}{%- else %}none{% endfor %}",
            "{% macro field(name, value='', *x) %}<input name=\"{{ name }}\" value='{{ value|e }}'>{% endmacro %}{{ field('a', b=[1, 2][0]) }}",
            "{% macro m(a, b=2) %}{{ caller(a) }}{{ varargs }}{{ kwargs }}{% endmacro %}{% call(x) m(1, 2, 3, z=4) %}{{ x * 2 ** 3 // 2 % 5 }}{% endcall %}",
            "{% set ns = namespace(n=0) %}{% for i in range(1, 9, 2) %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n ~ '!' }}{# done #}",
            "{% extends 'base' %}{% block a scoped %}{{ super() }}{% filter indent(2) %}x\ny{% endfilter %}{% endblock a %}",
            "{% raw %}{{ not }}{% endraw %}{% with a = 1, b = a %}{{ a }}{{ b is none }}{% endwith %}{% set x | trim %} a {% endset %}{{ x[::-1] }}",
            "{% autoescape true %}{{ '<b>' ~ rows|map(attribute='b')|join('<')|safe }}{{ {'k': 1.5e3, 'l': none}|tojson(2) }}{% endautoescape %}",
            "{% include ['no', 'base'] ignore missing with context %}{% from 'lib' import f as g, v %}{{ g(1, *[2], **{'c': 3}) }}{{ \"q\\u00e9\\n\" }}",
            "{{ rows|groupby('a')|list }}{{ 'a,b'.split(',')|batch(2, 'z')|list }}{{ '{:>8.2f}|{!r}'.format(3.14159, 'x') }}{{ total|round(1, 'floor') }}",
            "{{ 'www.example.com (a@b.de) <x>'|urlize(10, true, target='_blank') }}{{ text|wordwrap(8, wrapstring='|')|truncate(20) }}{{ text|striptags|wordcount }}");
    private static final Map<String, String> TEMPLATES = Map.of(
            "base",
            "[{% block a %}base{% endblock %}]",
            "lib",
            "{% macro f(a, b, c=1) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{% set v = 1 %}");
    private static final Map<String, Object> CONTEXT = Map.of(
            "user",
            Map.of("name", "ada", "vip", true),
            "total",
            12.5,
            "rows",
            List.of(Map.of("a", 1, "b", "x<"), Map.of("a", 2, "b", "y")),
            "text",
            "some <i>text</i> that-goes on\nand on");
    private static final Budget BUDGET = Budget.of(200_000, 500_000, 50, Duration.ofSeconds(2));
    private static final String ALPHABET = "{}%#-+|()[]'\".,:=<>!*/~ \n_aeifx019\\éü😀";

    @Test
    void mutatedTemplatesFailOnlyInOurOwnWords() {
        long seed = Long.getLong("jinja.seed", 7);
        int inputs = Integer.getInteger("jinja.fuzz", 20_000);
        System.out.println("FuzzTest: " + inputs + " inputs, -Djinja.seed=" + seed);
        Random random = new Random(seed);
        Environment[] environments = environments();
        long slowest = 0;
        int rendered = 0;
        for (int i = 0; i < inputs; i++) {
            String template = mutate(SEEDS.get(random.nextInt(SEEDS.size())), random);
            long start = System.nanoTime();
            try {
                environments[random.nextInt(environments.length)]
                        .compile("t", template)
                        .render(CONTEXT, BUDGET);
                rendered++;
            } catch (TemplateException ours) {
                assertThat(ours.getMessage()).isNotEmpty();
            } catch (RuntimeException | Error foreign) {
                throw new AssertionError("seed " + seed + ", input " + i + ": " + template, foreign);
            }
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
        System.out.println("FuzzTest: " + rendered + " rendered, slowest " + slowest / 1_000_000 + " ms");
        assertThat(Duration.ofNanos(slowest)).isLessThan(BUDGET.time().multipliedBy(2));
        assertThat(rendered).isPositive();
    }

    private static Environment[] environments() {
        Environment.Builder plain = Environment.builder().loader(TEMPLATES::get).extension(Extension.DO);
        return new Environment[] {
            plain.build(),
            plain.autoescape(Autoescape.HTML).undefined(UndefinedKind.CHAINABLE).build(),
            plain.syntax(Syntax.STANDARD
                            .withLinePrefixes("%", "##")
                            .withWhitespace(new Syntax.Whitespace(true, true, false)))
                    .build()
        };
    }

    private static String mutate(String template, Random random) {
        StringBuilder text = new StringBuilder(template);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && text.length() > 1; i++) {
            int at = random.nextInt(text.length());
            int length = Math.min(text.length() - at, 1 + random.nextInt(6));
            switch (random.nextInt(6)) {
                case 0 -> text.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                case 1 -> text.delete(at, at + length);
                case 2 -> text.insert(at, text.substring(at, at + length));
                case 3 -> text.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                case 4 -> text.setLength(at);
                default -> {
                    String other = SEEDS.get(random.nextInt(SEEDS.size()));
                    int from = random.nextInt(other.length());
                    text.insert(at, other, from, Math.min(other.length(), from + 12));
                }
            }
        }
        return text.toString();
    }
}
