package lettermill.jinja.builtin;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import lettermill.jinja.Arguments;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.method.Access;
import lettermill.jinja.value.Generator;
import lettermill.jinja.value.Iteration;
import lettermill.jinja.value.None;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import lettermill.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** The filters {@code map}, {@code select}, {@code reject}, {@code selectattr}, {@code rejectattr}. */
final class SelectFilters {
    private SelectFilters() {}

    static void register(Registry registry) {
        registry.raw("map", SelectFilters::map);
        registry.raw("select", (run, value, arguments) -> select(run, value, arguments, false, true));
        registry.raw("reject", (run, value, arguments) -> select(run, value, arguments, false, false));
        registry.raw("selectattr", (run, value, arguments) -> select(run, value, arguments, true, true));
        registry.raw("rejectattr", (run, value, arguments) -> select(run, value, arguments, true, false));
    }

    private static TemplateRuntimeError argumentError(String reason) {
        return new TemplateRuntimeError(TemplateRuntimeError.Kind.FILTER_ARGUMENT, reason);
    }

    private static Object map(Run run, Object value, Arguments arguments) {
        UnaryOperator<Object> function;
        if (arguments.positional().isEmpty() && arguments.named().containsKey("attribute")) {
            Map<String, Object> named = new LinkedHashMap<>();
            arguments.named().forEach((name, item) -> named.put(name, Values.of(item)));
            Object attribute = named.remove("attribute");
            Object otherwise = named.remove("default");
            if (!named.isEmpty()) {
                throw argumentError("Unexpected keyword argument '"
                        + named.keySet().iterator().next() + "'");
            }
            function = item -> Access.path(
                    run, item, attribute == null ? None.NONE : attribute, otherwise == null ? None.NONE : otherwise);
        } else {
            if (arguments.positional().isEmpty()) {
                throw argumentError("map requires a filter argument");
            }
            String name = Text.of(Values.of(arguments.positional().getFirst()));
            Arguments rest = rest(arguments, 1);
            function = item -> run.options().filters().filter(run, name, item, rest);
        }
        if (!Iteration.truth(value)) {
            return new Generator("generator", java.util.Collections.emptyIterator());
        }
        Iterator<Object> items = Iteration.iterator(value);
        return Generator.over(value, new Iterator<>() {
            @Override
            public boolean hasNext() {
                return items.hasNext();
            }

            @Override
            public Object next() {
                run.step();
                return function.apply(items.next());
            }
        });
    }

    private static Arguments rest(Arguments arguments, int from) {
        List<? extends @Nullable Object> positional = arguments.positional();
        return new Arguments(positional.subList(from, positional.size()), arguments.named());
    }

    private static Object select(Run run, Object value, Arguments arguments, boolean byAttribute, boolean wanted) {
        int used = byAttribute ? 1 : 0;
        List<? extends @Nullable Object> positional = arguments.positional();
        if (positional.size() < used) {
            throw argumentError("Missing parameter for attribute name");
        }
        Object attribute = byAttribute ? Values.of(positional.getFirst()) : None.NONE;
        Predicate<Object> test;
        if (positional.size() > used) {
            String name = Text.of(Values.of(positional.get(used)));
            Arguments rest = rest(arguments, used + 1);
            test = item -> run.options().filters().test(run, name, item, rest);
        } else {
            test = Iteration::truth;
        }
        if (!Iteration.truth(value)) {
            return new Generator("generator", java.util.Collections.emptyIterator());
        }
        return selecting(value, item -> {
            run.step();
            return test.test(byAttribute ? Access.path(run, item, attribute, None.NONE) : item) == wanted;
        });
    }

    /** Those items the test holds for, found when they are asked for. */
    static Generator selecting(Object value, Predicate<Object> test) {
        Iterator<Object> items = Iteration.iterator(value);
        return Generator.over(value, new Iterator<>() {
            private @Nullable Object next;

            @Override
            public boolean hasNext() {
                while (next == null && items.hasNext()) {
                    Object item = items.next();
                    next = test.test(item) ? item : null;
                }
                return next != null;
            }

            @Override
            public Object next() {
                if (!hasNext() || next == null) {
                    throw new NoSuchElementException();
                }
                Object item = next;
                next = null;
                return item;
            }
        });
    }
}
