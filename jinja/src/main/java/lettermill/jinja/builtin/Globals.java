package lettermill.jinja.builtin;

import java.util.List;
import lettermill.jinja.Arguments;
import lettermill.jinja.BudgetExceeded;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.method.MapMethods;
import lettermill.jinja.value.Attributes;
import lettermill.jinja.value.Callable;
import lettermill.jinja.value.MutableMap;
import lettermill.jinja.value.Namespace;
import lettermill.jinja.value.None;
import lettermill.jinja.value.Numbers;
import lettermill.jinja.value.Range;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import lettermill.jinja.value.Undefined;
import lettermill.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** Jinja2's global functions but {@code lipsum}. */
final class Globals {
    private Globals() {}

    static void register(Registry registry) {
        registry.global("range", (run, arguments) -> range(arguments));
        registry.global("dict", Globals::dict);
        registry.global("namespace", Globals::namespace);
        registry.global("cycler", (run, arguments) -> new Cycler(values(arguments)));
        registry.global("joiner", (run, arguments) -> {
            Object separator = arguments.get(0, "sep");
            return new Joiner(separator == null ? ", " : Values.of(separator));
        });
    }

    private static Object[] values(Arguments arguments) {
        return arguments.positional().stream().map(Values::of).toArray();
    }

    private static Object range(Arguments arguments) {
        Object[] bounds = values(arguments);
        if (bounds.length < 1 || bounds.length > 3 || !arguments.named().isEmpty()) {
            throw TemplateRuntimeError.type("range expected 1 to 3 arguments, got " + bounds.length);
        }
        long[] numbers = new long[bounds.length];
        for (int i = 0; i < bounds.length; i++) {
            if (!Numbers.isInteger(bounds[i])) {
                Undefined.refuse(bounds[i]);
                throw TemplateRuntimeError.type(
                        "'" + Values.typeName(bounds[i]) + "' object cannot be interpreted as an integer");
            }
            numbers[i] = Numbers.index(bounds[i], "range");
        }
        long step = numbers.length > 2 ? numbers[2] : 1;
        if (step == 0) {
            throw TemplateRuntimeError.value("range() arg 3 must not be zero");
        }
        Range range = numbers.length == 1 ? Range.of(0, numbers[0], 1) : Range.of(numbers[0], numbers[1], step);
        if (range == null) {
            throw new BudgetExceeded(BudgetExceeded.Limit.STEPS, "a range of more than 2147483647 numbers");
        }
        return range;
    }

    private static MutableMap dict(Run run, Arguments arguments) {
        MutableMap map = new MutableMap();
        if (arguments.positional().size() > 1) {
            throw TemplateRuntimeError.type("dict expected at most 1 argument, got "
                    + arguments.positional().size());
        }
        if (!arguments.positional().isEmpty()) {
            Object from = Values.of(arguments.positional().getFirst());
            if (from == None.NONE) {
                throw TemplateRuntimeError.type("'NoneType' object is not iterable");
            }
            MapMethods.putAll(run, map, from);
        }
        arguments.named().forEach((name, value) -> map.put(name, Values.of(value)));
        return map;
    }

    private static Object namespace(Run run, Arguments arguments) {
        Namespace namespace = new Namespace();
        dict(run, arguments).forEach((name, value) -> namespace.set(Text.of(name), value));
        return namespace;
    }

    private static final class Cycler implements Attributes {
        private final List<Object> items;
        private int position;

        Cycler(Object[] items) {
            if (items.length == 0) {
                throw TemplateRuntimeError.type("at least one item has to be provided");
            }
            this.items = List.of(items);
        }

        @Override
        public @Nullable Object attribute(Run run, String name) {
            return switch (name) {
                case "current" -> items.get(position);
                case "next" ->
                    (Callable) (r, arguments) -> {
                        Object current = items.get(position);
                        position = (position + 1) % items.size();
                        return current;
                    };
                case "reset" ->
                    (Callable) (r, arguments) -> {
                        position = 0;
                        return None.NONE;
                    };
                case "items" -> new lettermill.jinja.value.Tuple(items.toArray());
                case "pos" -> (long) position;
                default -> null;
            };
        }

        @Override
        public String typeName() {
            return "Cycler";
        }
    }

    private static final class Joiner implements Callable, Attributes {
        private final Object separator;
        private boolean used;

        Joiner(Object separator) {
            this.separator = separator;
        }

        @Override
        public Object call(Run run, Arguments arguments) {
            Object now = used ? separator : "";
            used = true;
            return now;
        }

        @Override
        public @Nullable Object attribute(Run run, String name) {
            return name.equals("sep") ? separator : name.equals("used") ? (Object) used : null;
        }

        @Override
        public String typeName() {
            return "Joiner";
        }
    }
}
