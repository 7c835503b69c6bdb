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

    record Binary(int at, String operator, Evaluation left, Evaluation right) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
            return Arithmetic.binary(frame.run, operator, left.value(frame), right.value(frame));
        }
    }

    record And(int at, Evaluation left, Evaluation right) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
            Object first = left.value(frame);
            return Iteration.truth(first) ? right.value(frame) : first;
        }
    }

    record Or(int at, Evaluation left, Evaluation right) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
            Object first = left.value(frame);
            return Iteration.truth(first) ? first : right.value(frame);
        }
    }

    record Unary(int at, String operator, Evaluation node) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
            Object value = node.value(frame);
            return operator.equals("not") ? !Iteration.truth(value) : Arithmetic.sign(operator, value);
        }
    }

    record Compare(int at, Evaluation first, String[] operators, Evaluation[] rest) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
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

    record Concat(int at, Evaluation[] items) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
            Object[] values = values(items, frame);
            boolean safe = false;
            for (Object value : values) {
                safe |= frame.run.escape() && Text.isSafe(value);
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

    record Conditional(
            int at,
            Evaluation test,
            Evaluation then,
            @Nullable Evaluation otherwise) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
            if (Iteration.truth(test.value(frame))) {
                return then.value(frame);
            }
            if (otherwise != null) {
                return otherwise.value(frame);
            }
            return Undefined.noElse("the inline if-expression on line " + frame.source.line(at)
                    + " evaluated to false and no else section was defined.");
        }
    }

    record ListOf(int at, Evaluation[] items, boolean tuple) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
            frame.run.chargeElements(items.length);
            Object[] values = values(items, frame);
            return tuple ? new Tuple(values) : new MutableList(java.util.Arrays.asList(values));
        }
    }

    record MapOf(int at, Evaluation[] keys, Evaluation[] items) implements Evaluation {
        @Override
        public Object compute(Frame frame) {
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
