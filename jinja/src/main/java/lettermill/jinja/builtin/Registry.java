package lettermill.jinja.builtin;

import java.util.LinkedHashMap;
import java.util.Map;
import lettermill.jinja.Arguments;
import lettermill.jinja.Filter;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.Test;
import lettermill.jinja.method.Parameters;
import lettermill.jinja.syntax.Spelling;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import lettermill.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** The filters, tests and globals of an environment; immutable once the environment is built. */
public final class Registry implements Run.FilterTable {
    private static final Registry BUILT_IN = new Registry();

    private final Map<String, FilterBody> filters = new LinkedHashMap<>();
    private final Map<String, TestBody> tests = new LinkedHashMap<>();
    private final Map<String, Object> globals = new LinkedHashMap<>();

    /** A filter as the engine calls it. */
    @FunctionalInterface
    public interface FilterBody {
        Object apply(Run run, Object value, Arguments arguments);
    }

    /** A test as the engine calls it. */
    @FunctionalInterface
    public interface TestBody {
        boolean holds(Run run, Object value, Arguments arguments);
    }

    /** A built-in filter with its arguments sorted. */
    @FunctionalInterface
    interface BoundFilter {
        Object apply(Run run, Object value, Parameters.Bound arguments);
    }

    static {
        TextFilters.register(BUILT_IN);
        HtmlFilters.register(BUILT_IN);
        NumberFilters.register(BUILT_IN);
        SequenceFilters.register(BUILT_IN);
        OrderFilters.register(BUILT_IN);
        SelectFilters.register(BUILT_IN);
        Tests.register(BUILT_IN);
        Globals.register(BUILT_IN);
    }

    private Registry() {}

    /** A registry with Jinja2's own filters, tests and globals. */
    public static Registry standard() {
        Registry registry = new Registry();
        registry.filters.putAll(BUILT_IN.filters);
        registry.tests.putAll(BUILT_IN.tests);
        registry.globals.putAll(BUILT_IN.globals);
        return registry;
    }

    public Map<String, FilterBody> filters() {
        return filters;
    }

    public Map<String, TestBody> tests() {
        return tests;
    }

    public Map<String, Object> globals() {
        return globals;
    }

    /** Adds a filter of the application. */
    public void add(String name, Filter filter) {
        filters.put(name, (run, value, arguments) -> Values.applied(filter, name, value, arguments));
    }

    /** Adds a test of the application. */
    public void add(String name, Test test) {
        tests.put(name, (run, value, arguments) -> {
            Object plain = value instanceof lettermill.jinja.value.Undefined ? null : Values.plain(value);
            Object held = Values.guarded("the test '" + name + "'", () -> test.holds(plain, Values.plain(arguments)));
            return Boolean.TRUE.equals(held);
        });
    }

    /** Adds a global value. */
    public void add(String name, @Nullable Object value) {
        globals.put(name, Values.of(value));
    }

    Registry filter(String name, String parameters, BoundFilter filter) {
        Parameters bound = new Parameters(name, parameters);
        filters.put(name, (run, value, arguments) -> {
            Text.reading(value);
            return filter.apply(run, value, bound.bind(arguments));
        });
        return this;
    }

    void alias(String name, String other) {
        FilterBody filter = filters.get(other);
        if (filter != null) {
            filters.put(name, filter);
        }
    }

    void raw(String name, FilterBody filter) {
        filters.put(name, filter);
    }

    void global(String name, lettermill.jinja.value.Callable function) {
        globals.put(name, function);
    }

    @Override
    public Object filter(Run run, String name, Object value, Arguments arguments) {
        FilterBody filter = filters.get(name);
        if (filter == null) {
            throw unknown("filter", name, filters);
        }
        run.step();
        return filter.apply(run, value, arguments);
    }

    @Override
    public boolean test(Run run, String name, Object value, Arguments arguments) {
        TestBody test = tests.get(name);
        if (test == null) {
            throw unknown("test", name, tests);
        }
        run.step();
        return test.holds(run, value, arguments);
    }

    private static TemplateRuntimeError unknown(String kind, String name, Map<String, ?> known) {
        TemplateRuntimeError error =
                new TemplateRuntimeError(TemplateRuntimeError.Kind.RUNTIME, "No " + kind + " named '" + name + "'.");
        error.suggest(Spelling.nearest(name, known.keySet()));
        return error;
    }

    @Override
    public boolean hasFilter(String name) {
        return filters.containsKey(name);
    }

    @Override
    public boolean hasTest(String name) {
        return tests.containsKey(name);
    }
}
