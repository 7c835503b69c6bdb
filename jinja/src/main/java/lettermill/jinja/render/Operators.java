package lettermill.jinja.render;

import lettermill.jinja.SafeString;
import lettermill.jinja.method.Arithmetic;
import lettermill.jinja.value.Comparison;
import lettermill.jinja.value.Iteration;
import lettermill.jinja.value.MutableList;
import lettermill.jinja.value.MutableMap;
import lettermill.jinja.value.Text;
import lettermill.jinja.value.Tuple;
import lettermill.jinja.value.Undefined;
import lettermill.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** Operators and displays as compiled expressions. */
final class Operators {
    private Operators() {}

    static final class Binary extends Evaluation {
        private final String operator;
        private final Evaluation left;
        private final Evaluation right;

        Binary(int at, String operator, Evaluation left, Evaluation right) {
            super(at);
            this.operator = operator;
            this.left = left;
            this.right = right;
        }

        @Override
        Object compute(Frame frame) {
            return Arithmetic.binary(frame.run, operator, left.value(frame), right.value(frame));
        }
    }

    static final class And extends Evaluation {
        private final Evaluation left;
        private final Evaluation right;

        And(int at, Evaluation left, Evaluation right) {
            super(at);
            this.left = left;
            this.right = right;
        }

        @Override
        Object compute(Frame frame) {
            Object first = left.value(frame);
            return Iteration.truth(first) ? right.value(frame) : first;
        }
    }

    static final class Or extends Evaluation {
        private final Evaluation left;
        private final Evaluation right;

        Or(int at, Evaluation left, Evaluation right) {
            super(at);
            this.left = left;
            this.right = right;
        }

        @Override
        Object compute(Frame frame) {
            Object first = left.value(frame);
            return Iteration.truth(first) ? first : right.value(frame);
        }
    }

    static final class Unary extends Evaluation {
        private final String operator;
        private final Evaluation node;

        Unary(int at, String operator, Evaluation node) {
            super(at);
            this.operator = operator;
            this.node = node;
        }

        @Override
        Object compute(Frame frame) {
            Object value = node.value(frame);
            return operator.equals("not") ? !Iteration.truth(value) : Arithmetic.sign(operator, value);
        }
    }

    static final class Compare extends Evaluation {
        private final Evaluation first;
        private final String[] operators;
        private final Evaluation[] rest;

        Compare(int at, Evaluation first, String[] operators, Evaluation[] rest) {
            super(at);
            this.first = first;
            this.operators = operators;
            this.rest = rest;
        }

        @Override
        Object compute(Frame frame) {
            Object left = first.value(frame);
            for (int i = 0; i < rest.length; i++) {
                Object right = rest[i].value(frame);
                if (!Comparison.holds(frame.run, operators[i], left, right)) {
                    return false;
                }
                left = right;
            }
            return true;
        }
    }

    static final class Concat extends Evaluation {
        private final Evaluation[] items;

        Concat(int at, Evaluation[] items) {
            super(at);
            this.items = items;
        }

        @Override
        Object compute(Frame frame) {
            Object[] values = values(items, frame);
            boolean safe = false;
            for (Object value : values) {
                safe |= frame.run.escape() && value instanceof SafeString;
            }
            StringBuilder text = new StringBuilder();
            for (Object value : values) {
                String part = safe ? Text.escaped(value) : Text.of(value);
                frame.run.charge((long) text.length() + part.length());
                text.append(part);
            }
            return safe ? new SafeString(text.toString()) : text.toString();
        }
    }

    static final class Conditional extends Evaluation {
        private final Evaluation test;
        private final Evaluation then;
        private final @Nullable Evaluation otherwise;

        Conditional(int at, Evaluation test, Evaluation then, @Nullable Evaluation otherwise) {
            super(at);
            this.test = test;
            this.then = then;
            this.otherwise = otherwise;
        }

        @Override
        Object compute(Frame frame) {
            if (Iteration.truth(test.value(frame))) {
                return then.value(frame);
            }
            if (otherwise != null) {
                return otherwise.value(frame);
            }
            long line = frame.source
                            .text()
                            .substring(0, at)
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            return Undefined.noElse("the inline if-expression on line " + line
                    + " evaluated to false and no else section was defined.");
        }
    }

    static final class ListOf extends Evaluation {
        private final Evaluation[] items;
        private final boolean tuple;

        ListOf(int at, Evaluation[] items, boolean tuple) {
            super(at);
            this.items = items;
            this.tuple = tuple;
        }

        @Override
        Object compute(Frame frame) {
            frame.run.chargeElements(items.length);
            Object[] values = values(items, frame);
            return tuple ? new Tuple(values) : new MutableList(java.util.Arrays.asList(values));
        }
    }

    static final class MapOf extends Evaluation {
        private final Evaluation[] keys;
        private final Evaluation[] items;

        MapOf(int at, Evaluation[] keys, Evaluation[] items) {
            super(at);
            this.keys = keys;
            this.items = items;
        }

        @Override
        Object compute(Frame frame) {
            frame.run.chargeElements(keys.length);
            MutableMap map = new MutableMap();
            for (int i = 0; i < keys.length; i++) {
                map.put(Values.key(keys[i].value(frame)), items[i].value(frame));
            }
            return map;
        }
    }

    static Object[] values(Evaluation[] items, Frame frame) {
        Object[] values = new Object[items.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = items[i].value(frame);
        }
        return values;
    }
}
