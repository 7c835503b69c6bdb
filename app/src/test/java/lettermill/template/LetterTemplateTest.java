package lettermill.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lettermill.jinja.SafeString;
import lettermill.template.RenderingFailure.Part;
import lettermill.template.TemplateVariable.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTemplateTest {

    @Test
    void htmlIsEscapedSubjectAndTextAreNot() {
        RenderedLetter letter = render(
                new Draft().subject("For {{ name }}").html("<p>{{ name }}</p>").text("Dear {{ name }},"),
                Map.of("name", "<Tom & Jerry>"));
        assertThat(letter.subject()).isEqualTo("For <Tom & Jerry>");
        assertThat(letter.html()).isEqualTo("<p>&lt;Tom &amp; Jerry&gt;</p>");
        assertThat(letter.text()).isEqualTo("Dear <Tom & Jerry>,");
    }

    @Test
    void textIsMadeOfTheRenderedHtmlWhenNoneIsWritten() {
        RenderedLetter letter = render(
                new Draft().html("<ul>{% for f in features %}<li>{{ f.name }}</li>{% endfor %}</ul>"),
                Map.of("features", List.of(Map.of("name", "A & B"), Map.of("name", "C"))));
        assertThat(letter.text()).isEqualTo("- A & B\n- C\n");
    }

    @Test
    void thePreheaderIsInTheBodyHiddenAndEscaped() {
        RenderedLetter letter = render(
                new Draft().preview("{{ name }}: what's <new>").html("<html>\n<body class=x>\n<p>Hi</p></body></html>"),
                Map.of("name", "Ada"));
        assertThat(letter.html())
                .startsWith("<html>\n<body class=x><div style=\"display:none")
                .contains(">Ada: what&#39;s &lt;new&gt;&#847;");
        assertThat(letter.text()).isEqualTo("Hi\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: b@example.com", "a\nBcc: b@example.com", "a\u2028\u0085 Bcc: b@example.com\r"})
    void noValueAddsAHeaderLine(String name) {
        assertThat(render(new Draft().subject("Hi {{ name }}"), Map.of("name", name))
                        .subject())
                .isEqualTo("Hi a Bcc: b@example.com");
    }

    @Test
    void anEmptySubjectIsAFailure() {
        assertThat(failure(new Draft().subject("{{ name }}"), Map.of("name", " \n"))
                        .part())
                .isEqualTo(Part.SUBJECT);
    }

    @Test
    void anUnknownNameFailsTheLetterAndSaysWhere() {
        RenderingFailure failure =
                failure(new Draft().html("<p>\nDear {{ recipent_name }}</p>"), Map.of("recipient_name", "Ada"));
        assertThat(failure.part()).isEqualTo(Part.HTML);
        assertThat(failure.line()).isEqualTo(2);
        assertThat(failure.column()).isBetween(6, 9);
        assertThat(failure.suggestion()).isEqualTo("recipient_name");
        assertThat(failure.describe())
                .startsWith("body_html, line 2, column ")
                .endsWith("(did you mean recipient_name?)");
    }

    @Test
    void whatOtherTemplateLanguagesWouldTakeIsAnsweredWithAdvice() {
        assertThatThrownBy(() -> render(new Draft().html("{{ name | default: 'you' }}"), Map.of()))
                .isInstanceOfSatisfying(
                        RenderingFailure.class,
                        failure -> assertThat(failure.right()).startsWith("This is Liquid: "));
    }

    @Test
    void aMissingRequiredVariableFailsTheLetterEvenWhereItIsNotReached() {
        Draft draft = new Draft()
                .html("{% if false %}{{ code }}{% endif %}")
                .variable(new TemplateVariable("code", Type.STRING, true, null, null));
        RenderingFailure failure = failure(draft, Map.of());
        assertThat(failure.part()).isEqualTo(Part.VARIABLES);
        assertThat(failure).hasMessage("no value for code");
    }

    @Test
    void anOptionalVariableTakesItsDefaultAndNeverPrintsNone() {
        Draft draft = new Draft()
                .html("{{ a }}|{{ b }}|{{ c }}|{% for d in ds %}x{% endfor %}|{{ e }}")
                .variable(new TemplateVariable("a", Type.STRING, false, "friend", null))
                .variable(new TemplateVariable("b", Type.STRING, false, null, null))
                .variable(new TemplateVariable("c", Type.NUMBER, false, 3, null))
                .variable(new TemplateVariable("ds", Type.LIST, false, null, null))
                .variable(new TemplateVariable("e", Type.STRING, false, "default", null));
        Map<String, @Nullable Object> context = new HashMap<>();
        context.put("b", null);
        context.put("e", "given");
        assertThat(render(draft, context).html()).isEqualTo("friend||3||given");
    }

    @Test
    void aNullIsNoValue() {
        Map<String, @Nullable Object> context = new HashMap<>();
        context.put("name", null);
        assertThat(failure(new Draft().html("{{ name }}"), context).getMessage())
                .contains("name");
        assertThat(render(new Draft().html("{{ name|default('you') }}"), context)
                        .html())
                .isEqualTo("you");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{{ 'x' * 100000000 }}",
            })
    void noTemplateRunsForEver(String html) {
        assertThat(failure(new Draft().html(html), Map.of()).part()).isEqualTo(Part.HTML);
    }

    @Test
    void aFaultyTemplateIsNotCompiled() {
        assertThatThrownBy(() ->
                        LetterTemplate.compile(new Draft().text("{% if %}").version(), "<p>"))
                .isInstanceOfSatisfying(
                        RenderingFailure.class,
                        failure -> assertThat(failure.part()).isEqualTo(Part.TEXT));
    }

    @Test
    void theHtmlMayBeInstrumented() {
        TemplateVersion version =
                new Draft().html("<a href='https://example.com'>x</a>").version();
        LetterTemplate template = LetterTemplate.compile(
                version,
                "<a href='{{ lettermill_message|sign(7) }}'>x</a>",
                builder -> builder.filter(
                        "sign",
                        (value, arguments) -> new SafeString("/t/c/" + value + "-" + arguments.get(0) + "?a&b")));
        assertThat(template.render(Map.of(SystemNames.MESSAGE, 5L)).html()).isEqualTo("<a href='/t/c/5-7?a&b'>x</a>");
    }

    @Test
    void allThreadsMayRenderAtOnce() throws Exception {
        LetterTemplate template = new Draft()
                .html("{% for i in range(50) %}{{ name }}{% endfor %}")
                .compile();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<String>> jobs = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String name = "n" + i;
                jobs.add(() -> template.render(Map.of("name", name)).html());
            }
            List<Future<String>> letters = threads.invokeAll(jobs);
            for (int i = 0; i < letters.size(); i++) {
                assertThat(letters.get(i).get()).isEqualTo(("n" + i).repeat(50));
            }
        }
    }

    private static RenderedLetter render(Draft draft, Map<String, ? extends @Nullable Object> context) {
        return draft.compile().render(context);
    }

    private static RenderingFailure failure(Draft draft, Map<String, ? extends @Nullable Object> context) {
        LetterTemplate template = draft.compile();
        return catchThrowableOfType(RenderingFailure.class, () -> template.render(context));
    }
}
