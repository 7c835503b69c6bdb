package lettermill.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The API: what an application gets from the library. */
class EnvironmentTest {
    private static final Environment STRICT = Environment.builder()
            .autoescape(Autoescape.HTML)
            .undefined(UndefinedKind.STRICT)
            .filter("money", (value, arguments) -> value + " €")
            .filter("badge", (value, arguments) -> new SafeString("<b>" + value + "</b>"))
            .test("long", (value, arguments) -> value instanceof String s && s.length() > 3)
            .function("link", arguments -> "https://example.com/" + arguments.get(0, "path"))
            .global("brand", "A & B")
            .build();

    private static String render(String template, Map<String, ?> context) {
        return STRICT.compile("mail", template).render(context, Budget.STANDARD);
    }

    @Test
    void rendersWithRegisteredFunctions() {
        assertThat(render(
                        "{{ 5|money }} {{ '<'|badge }} {{ link(path='x') }} {{ brand }} {{ name is long }}",
                        Map.of("name", "Ada")))
                .isEqualTo("5 € <b><</b> https://example.com/x A &amp; B False");
    }

    @Test
    void valuesOfJavaLookLikePythons() {
        Map<String, Object> context = Map.of(
                "i",
                1,
                "f",
                2.0f,
                "d",
                new BigDecimal("1.10"),
                "b",
                true,
                "day",
                LocalDate.of(2026, 2, 3),
                "l",
                List.of(1, "a"));
        assertThat(render(
                        "{{ i }} {{ f }} {{ d }} {{ b }} {{ day }} {{ day.strftime('%d.%m.%Y') }} {{ l|safe }}",
                        context))
                .isEqualTo("1 2.0 1.10 True 2026-02-03 03.02.2026 [1, 'a']");
    }

    @Test
    void undefinedNamesAreReportedWithAGuess() {
        assertThatThrownBy(() -> render("Hello\n  {{ recipient_nmae }}!", Map.of("recipient_name", "Ada")))
                .isInstanceOfSatisfying(UndefinedError.class, e -> {
                    assertThat(e.reason()).isEqualTo("'recipient_nmae' is undefined");
                    assertThat(e.suggestion()).isEqualTo("recipient_name");
                    assertThat(e.template()).isEqualTo("mail");
                    assertThat(e.line()).isEqualTo(2);
                    assertThat(e.column()).isEqualTo(6);
                    assertThat(e.excerpt()).isEqualTo("      {{ recipient_nmae }}!\n         ^");
                    assertThat(e).hasMessageContaining("did you mean `recipient_name`?");
                });
    }

    @Test
    void misspeltFiltersTestsAndTagsAreReportedWithAGuess() {
        assertSuggestion("{{ x|uper }}", "upper");
        assertSuggestion("{% if x is defned %}{% endif %}{{ x is defned }}", "defined");
        assertSuggestion("{% fro x in y %}{% endfor %}", "for");
    }

    private static void assertSuggestion(String template, String guess) {
        assertThatThrownBy(() -> STRICT.compile("t", template)).isInstanceOfSatisfying(TemplateSyntaxError.class, e -> {
            assertThat(e.suggestion()).isEqualTo(guess);
            assertThat(e.line()).isEqualTo(1);
            assertThat(e.column()).isPositive();
        });
    }

    @Test
    void unknownNamesInConditionsCanBeRefusedToo() {
        String template = "{% if false %}{{ x|nope }}{% endif %}";
        assertThat(render(template, Map.of())).isEmpty();
        Environment refusing =
                Environment.builder().unknownNames(UnknownNames.REFUSED).build();
        assertThatThrownBy(() -> refusing.compile("t", template)).isInstanceOf(TemplateSyntaxError.class);
    }

    @Test
    void tellsWhatATemplateNeeds() {
        Template template = STRICT.compile(
                "t",
                "{% set mine = 1 %}{{ mine }}{{ name|upper }}{% for x in items %}{{ x }}{{ loop.index }}{% endfor %}{{ brand }}"
                        + "{% macro m(a) %}{{ a }}{{ outer }}{% endmacro %}{% if c %}{% set maybe = 1 %}{% endif %}{{ maybe|money }}{% block b %}{{ inner }}{% endblock %}");
        assertThat(template.variables()).containsExactlyInAnyOrder("name", "items", "outer", "c", "maybe", "inner");
        assertThat(template.filters()).containsExactlyInAnyOrder("upper", "money");
        assertThat(template.blocks()).containsExactly("b");
    }

    @Test
    void templatesReachNoJavaObject() {
        for (String template : List.of(
                "{{ x.getClass() }}",
                "{{ x.class }}",
                "{{ ''.__class__.__mro__ }}",
                "{{ x['__class__']['a'] }}",
                "{{ link.__globals__.a }}",
                "{{ 'a'.getBytes() }}",
                "{{ [].stream() }}",
                "{{ self.context.a }}",
                "{{ ''|attr('__class__')|attr('x') }}",
                "{{ '{0.__class__.x}'.format(x) }}")) {
            assertThatThrownBy(() -> render(template, Map.of("x", "text")))
                    .as(template)
                    .isInstanceOf(TemplateException.class);
        }
        assertThatThrownBy(() -> render("{{ x }}", Map.of("x", new Object())))
                .hasMessageContaining("can't be used in a template");
    }

    @Test
    void whatIsNotSupportedIsRefusedByName() {
        assertThatThrownBy(() -> STRICT.compile("t", "{% trans %}x{% endtrans %}"))
                .hasMessageContaining("'trans' is not supported");
    }

    @Test
    void theContextIsNeverChanged() {
        List<Object> list = new ArrayList<>(List.of(1));
        Environment environment = Environment.builder().extension(Extension.DO).build();
        assertThatThrownBy(() ->
                        environment.compile("t", "{% do l.append(2) %}").render(Map.of("l", list), Budget.STANDARD))
                .isInstanceOf(TemplateRuntimeError.class);
        assertThat(environment
                        .compile("t", "{% set l = l|list %}{% do l.append(2) %}{{ l }}")
                        .render(Map.of("l", list), Budget.STANDARD))
                .isEqualTo("[1, 2]");
        assertThat(list).containsExactly(1);
    }

    @Test
    void oneTemplateServesManyThreads() throws Exception {
        Template template = STRICT.compile(
                "t", "{% macro m(x) %}{% for i in range(x) %}{{ i }}{% endfor %}{% endmacro %}{{ n }}:{{ m(n) }}");
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int n = i % 10;
                tasks.add(() -> template.render(Map.of("n", n), Budget.STANDARD));
            }
            int i = 0;
            for (Future<String> result : threads.invokeAll(tasks)) {
                int n = i++ % 10;
                assertThat(result.get()).isEqualTo(n + ":" + "0123456789".substring(0, n));
            }
        }
    }

    @Test
    void rendersToAnAppendableInPieces() {
        Template template = STRICT.compile("t", "{% for i in range(5000) %}{{ i }},{% endfor %}");
        StringBuilder sink = new StringBuilder();
        template.render(Map.of(), Budget.STANDARD, sink);
        assertThat(sink.toString()).isEqualTo(template.render(Map.of(), Budget.STANDARD));
    }

    @Test
    void aFailingFunctionIsNamedWithItsPlace() {
        Environment environment = Environment.builder()
                .filter("picky", (value, arguments) -> {
                    throw new IllegalArgumentException("not today");
                })
                .build();
        assertThatThrownBy(() -> environment.compile("t", "\n{{ 1|picky }}").render(Map.of(), Budget.STANDARD))
                .isInstanceOf(TemplateRuntimeError.class)
                .hasMessageContaining("the filter 'picky' failed: not today")
                .hasMessageContaining("line 2");
    }
}
