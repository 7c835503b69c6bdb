package lettermill.jinja.render;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lettermill.jinja.Arguments;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.builtin.Registry;
import lettermill.jinja.method.Access;
import lettermill.jinja.value.Iteration;
import lettermill.jinja.value.MutableList;
import lettermill.jinja.value.None;
import lettermill.jinja.value.Text;
import lettermill.jinja.value.Undefined;
import lettermill.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** Access, calls, filters and tests as compiled expressions. */
final class Calls {
    private Calls() {}

    record Attribute(int at, Evaluation node, String name) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
            Object value = Access.attribute(frame.run, node.value(frame), name);
            return value instanceof Undefined undefined ? undefined.from(frame.source, at, List::of) : value;
        }
    }

    record Item(int at, Evaluation node, Evaluation key) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
            Object value = Access.item(frame.run, node.value(frame), key.value(frame));
            return value instanceof Undefined undefined ? undefined.from(frame.source, at, List::of) : value;
        }
    }

    record Slice(int at, Evaluation node, @Nullable Evaluation... bounds) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
            Object value = node.value(frame);
            return Access.slice(frame.run, value, bound(0, frame), bound(1, frame), bound(2, frame));
        }

        private Object bound(int index, Frame frame) {
            Evaluation bound = bounds[index];
            return bound == null ? None.NONE : bound.value(frame);
        }
    }

    /** Arguments to evaluate. */
    record ArgumentList(
            Evaluation[] positional,
            String[] names,
            Evaluation[] named,
            @Nullable Evaluation list,
            @Nullable Evaluation map) {
        Arguments evaluate(Frame frame) {
            if (positional.length == 0 && names.length == 0 && list == null && map == null) {
                return Arguments.NONE;
            }
            List<Object> values = Arrays.asList(Operators.values(positional, frame));
            if (list != null) {
                MutableList all = new MutableList(values);
                all.addAll(Iteration.list(frame.run, list.value(frame)));
                values = all;
            }
            if (names.length == 0 && map == null) {
                return new Arguments(values, Map.of());
            }
            Map<String, Object> byName = new LinkedHashMap<>();
            for (int i = 0; i < names.length; i++) {
                byName.put(names[i], named[i].value(frame));
            }
            if (map != null) {
                addAll(byName, map.value(frame));
            }
            return new Arguments(values, byName);
        }

        private static void addAll(Map<String, Object> byName, Object more) {
            if (!(more instanceof Map<?, ?> entries)) {
                throw TemplateRuntimeError.type("argument after ** must be a mapping, not " + Values.typeName(more));
            }
            entries.forEach((key, value) -> {
                String name = Text.orNull(Values.of(key));
                if (name == null) {
                    throw TemplateRuntimeError.type("keywords must be strings");
                }
                if (byName.put(name, Values.of(value)) != null) {
                    throw TemplateRuntimeError.type("got multiple values for keyword argument '" + name + "'");
                }
            });
        }
    }

    /** A call; in a call block with the body as {@code caller}. */
    record Call(int at, Evaluation node, ArgumentList arguments, Macro.@Nullable Code caller) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
            Object value = node.value(frame);
            Arguments given = arguments.evaluate(frame);
            if (caller != null) {
                Map<String, Object> named = new LinkedHashMap<>();
                given.named().forEach((name, argument) -> named.put(name, Values.of(argument)));
                named.put("caller", new Macro(caller, frame));
                given = new Arguments(given.positional(), named);
            }
            return Access.call(frame.run, value, given);
        }
    }

    record Filtered(int at, @Nullable Evaluation node, Registry.FilterBody filter, ArgumentList arguments)
            implements Evaluation {
        @Override
        public Object compute(Frame frame) {
            return apply(frame, node == null ? "" : node.value(frame));
        }

        /** Filters a captured text: the innermost filter of a chain has no node. */
        Object applyTo(Frame frame, Object captured) {
            try {
                return apply(frame, node instanceof Filtered inner ? inner.applyTo(frame, captured) : captured);
            } catch (lettermill.jinja.TemplateException e) {
                throw frame.source.locate(e, at);
            }
        }

        private Object apply(Frame frame, Object value) {
            frame.run.step();
            return filter.apply(frame.run, value, arguments.evaluate(frame));
        }
    }

    record Tested(int at, Evaluation node, Registry.TestBody test, ArgumentList arguments) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
            Object value = node.value(frame);
            return test.holds(frame.run, value, arguments.evaluate(frame));
        }
    }
}
