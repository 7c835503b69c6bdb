package lettermill.jinja.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import lettermill.jinja.Autoescape;
import lettermill.jinja.Budget;
import lettermill.jinja.Environment;
import lettermill.jinja.Extension;
import lettermill.jinja.Syntax;
import lettermill.jinja.TemplateCases;
import lettermill.jinja.TemplateException;
import lettermill.jinja.TemplateSyntaxError;
import lettermill.jinja.UndefinedKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Generated templates must render as Jinja2 3.1.6 renders them, or fail as it fails. {@code -Djinja.differential=100000}
 * raises the number of cases, {@code -Djinja.seed=} gives others; the default seed is fixed, so that a red build is a change's doing.
 */
class DifferentialTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Budget BUDGET = Budget.of(2_000_000, 2_000_000, 100, Duration.ofSeconds(10));
    private static final int MOST_REPORTS = Integer.getInteger("jinja.reports", 10);

    @Test
    void rendersAsJinja2() throws Exception {
        Optional<Reference> found = Reference.start();
        if (found.isEmpty()) {
            System.out.println(
                    "DifferentialTest skipped: no Python with jinja2 3.1.6 (LETTERMILL_PYTHON, .tools/jinja2)");
            assertThat(System.getenv("CI"))
                    .as("CI must have Python with jinja2 3.1.6")
                    .isNotEqualTo("true");
            return;
        }
        long seed = Long.getLong("jinja.seed", 7);
        int cases = Integer.getInteger("jinja.differential", 2000);
        System.out.println("DifferentialTest: " + cases + " cases, -Djinja.seed=" + seed);
        Map<String, Integer> explained = new TreeMap<>();
        StringBuilder report = new StringBuilder();
        int different = 0;
        try (Reference reference = found.get()) {
            Random random = new Random(seed);
            for (int i = 0; i < cases; i++) {
                Case one = generate(new Random(random.nextLong()));
                Verdict verdict = compare(reference, one);
                if (verdict.explanation != null) {
                    explained.merge(verdict.explanation, 1, Integer::sum);
                } else if (verdict.difference != null && ++different <= MOST_REPORTS) {
                    Case smallest = shrink(reference, one);
                    report.append("\ncase ")
                            .append(i)
                            .append(": ")
                            .append(smallest.tree.source())
                            .append("\n  ");
                    report.append(smallest.describe()).append("\n  ");
                    report.append(compare(reference, smallest).difference);
                }
            }
        }
        System.out.println("DifferentialTest: " + different + " differences; explained: " + explained);
        assertThat(report.toString())
                .as(different + " differences with seed " + seed)
                .isEmpty();
    }

    private record Case(
            Tree tree, ObjectNode context, UndefinedKind undefined, boolean autoescape, boolean trim, boolean lstrip) {
        Case with(Tree other) {
            return new Case(other, context, undefined, autoescape, trim, lstrip);
        }

        String describe() {
            return undefined + (autoescape ? " autoescape" : "") + (trim ? " trim" : "") + (lstrip ? " lstrip" : "")
                    + " " + context;
        }
    }

    private record Verdict(
            @Nullable String difference, @Nullable String explanation) {}

    private static Case generate(Random random) {
        Tree tree = new TemplateGrammar(random).template();
        UndefinedKind[] kinds = {
            UndefinedKind.DEFAULT,
            UndefinedKind.DEFAULT,
            UndefinedKind.STRICT,
            UndefinedKind.CHAINABLE,
            UndefinedKind.DEBUG
        };
        return new Case(
                tree,
                context(random),
                kinds[random.nextInt(kinds.length)],
                random.nextBoolean(),
                random.nextInt(4) == 0,
                random.nextInt(4) == 0);
    }

    private static ObjectNode context(Random random) {
        String[] numbers = {"0", "1", "5", "-7", "42"};
        String[] floats = {"0.5", "3.25", "-1.0", "1e20", "2.675"};
        String[] strings = {
            "\"Hello World\"",
            "\"\"",
            "\"a\"",
            "\"inc\"",
            "\"x-y <z>\\nnew\"",
            "\"äöü ßé\"",
            "\"12\"",
            "\"www.example.com a@b.de\"",
            "\"😀 smile\""
        };
        String[] lists = {"[1, 2, 3]", "[]", "[3, 1, 2, 2]", "[0]"};
        String[] texts = {"[\"b\", \"A\", \"a\"]", "[\"<\", \"x y\"]", "[]"};
        String[] maps = {
            "{\"a\": 1, \"b\": \"z\"}", "{}", "{\"b\": [1], \"a\": {\"b\": 2}}", "{\"k\": \"<v>\", \"A\": null}"
        };
        String json = "{\"n\": " + pick(random, numbers) + ", \"m\": " + pick(random, numbers) + ", \"f\": "
                + pick(random, floats)
                + ", \"s\": " + pick(random, strings) + ", \"t\": " + pick(random, strings) + ", \"h\": \"<b>&'\\\"\""
                + ", \"mk\": {\"$markup\": \"<i>ok</i>\"}, \"b\": " + random.nextBoolean() + ", \"xs\": "
                + pick(random, lists)
                + ", \"ys\": " + pick(random, texts)
                + ", \"zs\": [{\"a\": 2, \"b\": \"y\"}, {\"a\": 1, \"b\": \"X\", \"k\": [1]}]"
                + ", \"d\": " + pick(random, maps) + ", \"e\": [], \"nothing\": null, \"big\": 123456789012345678901"
                + (random.nextBoolean() ? ", \"x\": \"ctx\"" : "") + "}";
        return (ObjectNode) JSON.readTree(json);
    }

    private static String pick(Random random, String[] items) {
        return items[random.nextInt(items.length)];
    }

    private static Verdict compare(Reference reference, Case one) {
        JsonNode expected = reference.answer(request(one, false));
        String output = null;
        TemplateException error = null;
        try {
            output = ours(one);
        } catch (TemplateException e) {
            error = e;
        }
        String difference = difference(expected, output, error);
        String explanation = difference == null ? null : Explanations.of(one.tree.source(), expected, output, error);
        if (difference != null && explanation == null) {
            JsonNode plain = reference.answer(request(one, true));
            explanation = difference(plain, output, error) == null
                    ? "Jinja2 answers as we do without its optimizer and without memory addresses"
                    : Explanations.of(one.tree.source(), plain, output, error);
        }
        return new Verdict(explanation == null ? difference : null, explanation);
    }

    private static ObjectNode request(Case one, boolean plain) {
        ObjectNode request = JSON.createObjectNode()
                .put("template", one.tree.source())
                .put("undefined", one.undefined.name())
                .put("autoescape", one.autoescape)
                .put("trim", one.trim)
                .put("lstrip", one.lstrip)
                .put("plain", plain);
        request.set("context", one.context);
        request.set("templates", JSON.valueToTree(TemplateGrammar.TEMPLATES));
        return request;
    }

    private static @Nullable String difference(
            JsonNode expected, @Nullable String output, @Nullable TemplateException error) {
        String ours = error != null
                ? TemplateCases.errorClass(error) + ": " + error.getMessage()
                : JSON.writeValueAsString(output);
        if (expected.has("output")) {
            String wanted = expected.path("output").asString();
            return wanted.equals(output) ? null : "Jinja2 " + JSON.writeValueAsString(wanted) + "\n  we     " + ours;
        }
        boolean compile = error instanceof TemplateSyntaxError;
        boolean alike = error != null
                && compile == expected.path("phase").asString().equals("compile")
                && (compile ? error.line() == expected.path("line").asInt() : sameError(error, expected));
        return alike ? null : "Jinja2 " + expected + "\n  we     " + ours;
    }

    private static boolean sameError(TemplateException error, JsonNode expected) {
        String ours = TemplateCases.errorClass(error);
        String theirs = expected.path("error").asString();
        boolean related = switch (ours) {
            case "TypeError" -> List.of("TypeError", "AttributeError").contains(theirs);
            case "ValueError" -> List.of("ValueError", "AssertionError").contains(theirs);
            default -> false;
        };
        return related || expected.path("parents").toString().contains("\"" + ours + "\"");
    }

    private static String ours(Case one) {
        Environment environment = Environment.builder()
                .undefined(one.undefined)
                .autoescape(one.autoescape ? Autoescape.HTML : Autoescape.NONE)
                .syntax(Syntax.STANDARD.withWhitespace(new Syntax.Whitespace(one.trim, one.lstrip, false)))
                .extension(Extension.DO)
                .extension(Extension.LOOP_CONTROLS)
                .loader(TemplateGrammar.TEMPLATES::get)
                .build();
        return environment.compile("template", one.tree.source()).render(variables(one.context), BUDGET);
    }

    private static Map<String, @Nullable Object> variables(ObjectNode context) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        context.properties().forEach(entry -> variables.put(entry.getKey(), TemplateCases.value(entry.getValue())));
        return variables;
    }

    private static Case shrink(Reference reference, Case start) {
        return start.with(start.tree.smallest(tree -> compare(reference, start.with(tree)).difference != null));
    }
}
