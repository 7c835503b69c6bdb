package lettermill.jinja;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs recorded cases of Jinja2's own test suite: {@code main(folder)} reads {@code jinja2-suite.jsonl} there (or in its
 * folder {@code templates}) and prints for each class what passed and which ids failed. With {@code -v} failures show
 * what was expected.
 */
public final class TemplateCases {
    private static final JsonMapper JSON = new JsonMapper();

    private TemplateCases() {}

    private record Outcome(
            @Nullable String output, @Nullable TemplateException error, String phase) {}

    /** Runs the cases; exits with 1 if a class is below its bar. */
    public static void main(String[] arguments) throws IOException {
        System.exit(run(Path.of(arguments[0]), arguments.length > 1 && arguments[1].equals("-v")));
    }

    /** Prints the table; 1 if a class is below its bar, else 0. */
    static int run(Path folder, boolean verbose) throws IOException {
        Path file = folder.resolve("jinja2-suite.jsonl");
        file = Files.exists(file) ? file : folder.resolve("templates/jinja2-suite.jsonl");
        Map<String, List<String>> failed = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        int passed = 0;
        int failures = 0;
        for (String line : Files.readAllLines(file)) {
            JsonNode test = JSON.readTree(line);
            boolean options = !test.path("options").isEmpty();
            String type = test.path("class").asString() + (options ? " with options" : "");
            counts.merge(type, 1, Integer::sum);
            String difference = difference(test);
            if (difference == null) {
                passed++;
            } else {
                failures++;
                String id = test.path("id").asString();
                failed.computeIfAbsent(type, t -> new ArrayList<>()).add(verbose ? id + "\n    " + difference : id);
            }
        }
        int status = 0;
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            List<String> ids = failed.getOrDefault(entry.getKey(), List.of());
            int count = entry.getValue();
            int bar = percentThatMustPass(entry.getKey());
            boolean below = (count - ids.size()) * 100 < bar * count;
            status = below ? 1 : status;
            System.out.printf(
                    "%s: %d of %d, %s %d %%%n",
                    entry.getKey(), count - ids.size(), count, below ? "BELOW" : "at least", bar);
            ids.forEach(id -> System.out.println("  failed " + id));
        }
        System.out.println(passed + " passed, " + failures + " failed");
        return status;
    }

    /** Not everything of Jinja2 has to be there, but all of what keeps templates in their sandbox. */
    private static int percentThatMustPass(String type) {
        return switch (type) {
            case "core" -> 98;
            case "core with options" -> 95;
            case "sandbox", "sandbox with options" -> 100;
            default -> 90;
        };
    }

    /** What is wrong with our answer to a case, or null. */
    static @Nullable String difference(JsonNode test) {
        Outcome outcome = run(test);
        if (test.has("output")) {
            String expected = test.path("output").asString();
            if (outcome.error != null) {
                return "expected " + JSON.writeValueAsString(expected) + ", got " + outcome.error.getMessage();
            }
            return expected.equals(outcome.output)
                    ? null
                    : "expected " + JSON.writeValueAsString(expected) + "\n    got      "
                            + JSON.writeValueAsString(outcome.output);
        }
        String expected =
                test.path("error").asString() + ": " + test.path("message").asString();
        if (outcome.error == null) {
            return "expected " + expected + ", got " + JSON.writeValueAsString(outcome.output);
        }
        boolean lines = !test.has("lineno") || test.path("lineno").asInt() == outcome.error.line();
        String got = errorClass(outcome.error) + ": " + outcome.error.reason();
        boolean phase = outcome.phase.equals(test.path("phase").asString());
        return expected.equals(got) && lines && phase
                ? null
                : "expected " + expected + " line " + test.path("lineno") + "\n    got      " + got + " line "
                        + outcome.error.line() + " in " + outcome.phase;
    }

    private static Outcome run(JsonNode test) {
        Environment environment = environment(test);
        String phase = "compile";
        try {
            Template template =
                    environment.compile("template", test.path("template").asString());
            phase = "render";
            return new Outcome(template.render(map(test.path("context")), Budget.STANDARD), null, phase);
        } catch (TemplateException e) {
            return new Outcome(null, e, phase);
        }
    }

    /** The class Jinja2 or Python would have raised. */
    public static String errorClass(TemplateException error) {
        return switch (error) {
            case TemplateSyntaxError e ->
                e.kind() == TemplateSyntaxError.Kind.ASSERTION ? "TemplateAssertionError" : "TemplateSyntaxError";
            case BudgetExceeded e -> "BudgetExceeded";
            case TemplateRuntimeError e ->
                switch (e.kind()) {
                    case RUNTIME -> "TemplateRuntimeError";
                    case UNDEFINED -> "UndefinedError";
                    case NOT_FOUND ->
                        e.reason().startsWith("template not found") ? "TemplateNotFound" : "TemplatesNotFound";
                    case SECURITY -> "SecurityError";
                    case FILTER_ARGUMENT -> "FilterArgumentError";
                    case TYPE -> "TypeError";
                    case VALUE -> "ValueError";
                    case LOOKUP -> "LookupError";
                    case ZERO_DIVISION -> "ZeroDivisionError";
                    case OVERFLOW -> "OverflowError";
                    case FUNCTION -> "Exception";
                };
        };
    }

    private static Environment environment(JsonNode test) {
        JsonNode options = test.path("options");
        JsonNode templates = test.path("templates");
        Environment.Builder builder = Environment.builder()
                .syntax(syntax(options))
                .autoescape(options.path("autoescape").asBoolean(false) ? Autoescape.HTML : Autoescape.NONE)
                .loader(name -> templates.has(name) ? templates.path(name).asString() : null);
        String undefined = options.path("undefined").asString("Undefined");
        builder.undefined(
                switch (undefined) {
                    case "ChainableUndefined" -> UndefinedKind.CHAINABLE;
                    case "StrictUndefined" -> UndefinedKind.STRICT;
                    case "DebugUndefined" -> UndefinedKind.DEBUG;
                    default -> UndefinedKind.DEFAULT;
                });
        if (options.path("sandbox").asString("").startsWith("immutable")) {
            builder.sandbox(Sandbox.IMMUTABLE);
        }
        for (JsonNode extension : options.path("extensions")) {
            boolean loops = extension.asString().contains("LoopControl")
                    || extension.asString().contains("loopcontrols");
            builder.extension(loops ? Extension.LOOP_CONTROLS : Extension.DO);
        }
        map(test.path("globals")).forEach(builder::global);
        return builder.build();
    }

    private static Syntax syntax(JsonNode options) {
        Syntax s = Syntax.STANDARD;
        String statement = options.path("line_statement_prefix").asString(null);
        String comment = options.path("line_comment_prefix").asString(null);
        return s.withBlock(
                        options.path("block_start_string").asString(s.block().start()),
                        options.path("block_end_string").asString(s.block().end()))
                .withVariable(
                        options.path("variable_start_string")
                                .asString(s.variable().start()),
                        options.path("variable_end_string")
                                .asString(s.variable().end()))
                .withComment(
                        options.path("comment_start_string")
                                .asString(s.comment().start()),
                        options.path("comment_end_string").asString(s.comment().end()))
                .withLinePrefixes(statement, comment)
                .withNewline(options.path("newline_sequence").asString("\n"))
                .withWhitespace(new Syntax.Whitespace(
                        options.path("trim_blocks").asBoolean(false),
                        options.path("lstrip_blocks").asBoolean(false),
                        options.path("keep_trailing_newline").asBoolean(false)));
    }

    private static Map<String, @Nullable Object> map(JsonNode node) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
        return map;
    }

    /** A JSON value as a template's; {@code {"$markup": text}} is a safe string. */
    public static @Nullable Object value(JsonNode node) {
        if (node.isObject()) {
            return node.has("$markup") ? new SafeString(node.path("$markup").asString()) : map(node);
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(item -> list.add(value(item)));
            return list;
        }
        if (node.isString()) {
            return node.asString();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        return node.isNull() ? null : node.isIntegralNumber() ? node.bigIntegerValue() : node.asDouble();
    }
}
