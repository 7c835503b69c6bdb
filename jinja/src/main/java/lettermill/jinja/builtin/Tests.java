package lettermill.jinja.builtin;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import lettermill.jinja.method.Arithmetic;
import lettermill.jinja.method.Parameters;
import lettermill.jinja.method.StringMethods;
import lettermill.jinja.value.Callable;
import lettermill.jinja.value.Comparison;
import lettermill.jinja.value.Iteration;
import lettermill.jinja.value.None;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import lettermill.jinja.value.Undefined;

/** Jinja2's tests. */
final class Tests {
    private Tests() {}

    @FunctionalInterface
    private interface BoundTest {
        boolean holds(Run run, Object value, Parameters.Bound arguments);
    }

    private static void add(Registry registry, String name, String parameters, BoundTest test) {
        Parameters bound = new Parameters(name, parameters);
        registry.tests().put(name, (run, value, arguments) -> test.holds(run, value, bound.bind(arguments)));
    }

    static void register(Registry registry) {
        add(registry, "defined", "", (run, value, a) -> !(value instanceof Undefined));
        add(registry, "undefined", "", (run, value, a) -> value instanceof Undefined);
        add(registry, "none", "", (run, value, a) -> value == None.NONE);
        add(registry, "boolean", "", (run, value, a) -> value instanceof Boolean);
        add(registry, "true", "", (run, value, a) -> Boolean.TRUE.equals(value));
        add(registry, "false", "", (run, value, a) -> Boolean.FALSE.equals(value));
        add(registry, "integer", "", (run, value, a) -> value instanceof Long || value instanceof BigInteger);
        add(registry, "float", "", (run, value, a) -> value instanceof Double);
        add(registry, "number", "", (run, value, a) -> value instanceof Number || value instanceof Boolean);
        add(registry, "string", "", (run, value, a) -> Text.isText(value));
        add(registry, "mapping", "", (run, value, a) -> value instanceof Map<?, ?>);
        add(registry, "sequence", "", (run, value, a) -> isSequence(value));
        add(registry, "iterable", "", (run, value, a) -> Iteration.iteratorOrNull(value) != null);
        add(registry, "callable", "", (run, value, a) -> value instanceof Callable || value instanceof Undefined);
        add(registry, "escaped", "", (run, value, a) -> Text.isSafe(value));
        add(registry, "lower", "", (run, value, a) -> StringMethods.isLower(read(value)));
        add(registry, "upper", "", (run, value, a) -> StringMethods.isUpper(read(value)));
        add(registry, "odd", "", (run, value, a) -> modulo(run, value, 2L, 1));
        add(registry, "even", "", (run, value, a) -> modulo(run, value, 2L, 0));
        add(registry, "divisibleby", "num", (run, value, a) -> modulo(run, value, a.get(0), 0));
        add(registry, "sameas", "other", (run, value, a) -> isSame(value, a.get(0)));
        add(registry, "in", "seq", (run, value, a) -> Comparison.contains(run, a.get(0), value));
        add(registry, "filter", "", (run, value, a) -> run.options().filters().hasFilter(name(value)));
        add(registry, "test", "", (run, value, a) -> run.options().filters().hasTest(name(value)));
        for (Map.Entry<String, List<String>> comparison : Map.of(
                        "==", List.of("==", "eq", "equalto"),
                        "!=", List.of("!=", "ne"),
                        ">", List.of(">", "gt", "greaterthan"),
                        ">=", List.of(">=", "ge"),
                        "<", List.of("<", "lt", "lessthan"),
                        "<=", List.of("<=", "le"))
                .entrySet()) {
            String operator = comparison.getKey();
            comparison
                    .getValue()
                    .forEach(name -> add(
                            registry,
                            name,
                            "other",
                            (run, value, a) -> Comparison.holds(run, operator, value, a.get(0))));
        }
    }

    private static String read(Object value) {
        Text.reading(value);
        return Text.of(value);
    }

    private static String name(Object value) {
        return Text.of(lettermill.jinja.value.Values.key(value));
    }

    private static boolean modulo(Run run, Object value, Object divisor, long remainder) {
        return Comparison.equal(Arithmetic.binary(run, "%", value, divisor), remainder);
    }

    private static boolean isSequence(Object value) {
        return !(value instanceof Undefined undefined && undefined.isStrict())
                && (Text.isText(value)
                        || value instanceof List<?>
                        || value instanceof Map<?, ?>
                        || value instanceof Undefined);
    }

    /** Python keeps small numbers and literal strings once, so what is equal and of one type counts as the same. */
    private static boolean isSame(Object value, Object other) {
        boolean simple = value instanceof Number || value instanceof String || value instanceof Boolean;
        return value == other || simple && value.getClass() == other.getClass() && value.equals(other);
    }
}
