package lettermill.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import lettermill.jinja.BudgetExceeded;
import lettermill.jinja.TemplateRuntimeError;

/** Python's comparisons. */
public final class Comparison {
    /** Lists inside one another; deeper ones would overflow the stack, as those that hold themselves. */
    private static final int DEEPEST = 200;
    /** Shorter texts are compared for nothing. */
    private static final int SHORT = 64;

    private Comparison() {}

    /** {@code left operator right}, with {@code in} and {@code notin}. */
    public static boolean holds(Run run, String operator, Object left, Object right) {
        return switch (operator) {
            case "==" -> equal(left, right);
            case "!=" -> !equal(left, right);
            case "in" -> contains(run, right, left);
            case "notin" -> !contains(run, right, left);
            default -> ordered(operator, left, right);
        };
    }

    private static boolean ordered(String operator, Object left, Object right) {
        if (left instanceof Double a && a.isNaN() || right instanceof Double b && b.isNaN()) {
            compare(operator, left, right);
            return false;
        }
        int order = compare(operator, left, right);
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    /** Python's {@code ==}. */
    public static boolean equal(Object left, Object right) {
        return equal(left, right, 0);
    }

    private static boolean equal(Object rawLeft, Object rawRight, int depth) {
        if (rawLeft == rawRight && !(rawLeft instanceof Undefined) && !(rawLeft instanceof Double)) {
            return true;
        }
        Object left = Values.of(rawLeft);
        Object right = Values.of(rawRight);
        if (left instanceof Undefined || right instanceof Undefined) {
            return undefined(left, right);
        }
        Number a = Numbers.of(left);
        Number b = Numbers.of(right);
        if (a != null && b != null) {
            return numbers(a, b) == 0 && !isNan(a) && !isNan(b);
        }
        String text = Text.orNull(left);
        if (text != null) {
            payFor(text);
            return text.equals(Text.orNull(right));
        }
        if (left instanceof Range || right instanceof Range) {
            return left instanceof Range && left.equals(right);
        }
        if (left instanceof List<?> x && right instanceof List<?> y) {
            deeper(depth);
            return x instanceof Tuple == y instanceof Tuple && sameItems(x, y, depth + 1);
        }
        if (left instanceof Map<?, ?> x && right instanceof Map<?, ?> y) {
            deeper(depth);
            return sameEntries(x, y, depth + 1);
        }
        return left.equals(right);
    }

    private static void payFor(String text) {
        if (text.length() > SHORT) {
            Run.work(text.length() / 16);
        }
    }

    private static void deeper(int depth) {
        if (depth > DEEPEST) {
            throw new BudgetExceeded(BudgetExceeded.Limit.DEPTH, "a comparison of lists nested deeper than " + DEEPEST);
        }
    }

    private static boolean undefined(Object left, Object right) {
        if (left instanceof Undefined a) {
            a.use();
        }
        if (right instanceof Undefined b) {
            b.use();
        }
        return left instanceof Undefined && right instanceof Undefined;
    }

    private static boolean isNan(Number n) {
        return n instanceof Double d && d.isNaN();
    }

    private static boolean sameItems(List<?> x, List<?> y, int depth) {
        if (x.size() != y.size()) {
            return false;
        }
        Iterator<?> other = y.iterator();
        for (Object item : x) {
            Run.work(1);
            if (!equal(item, other.next(), depth)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameEntries(Map<?, ?> x, Map<?, ?> y, int depth) {
        if (x.size() != y.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : x.entrySet()) {
            Run.work(2);
            Object other = Values.get(y, Values.of(entry.getKey()));
            if (other == null || !equal(entry.getValue(), other, depth)) {
                return false;
            }
        }
        return true;
    }

    private static int numbers(Number a, Number b) {
        if (a instanceof Long x && b instanceof Long y) {
            return Long.compare(x, y);
        }
        if (a instanceof Double x && (x.isInfinite() || x.isNaN())
                || b instanceof Double y && (y.isInfinite() || y.isNaN())) {
            return Double.compare(a.doubleValue() + 0.0, b.doubleValue() + 0.0);
        }
        return exact(a).compareTo(exact(b));
    }

    private static BigDecimal exact(Number n) {
        return switch (n) {
            case BigDecimal d -> d;
            case BigInteger i -> new BigDecimal(i);
            case Double d -> new BigDecimal(d);
            default -> BigDecimal.valueOf(n.longValue());
        };
    }

    /** Order of two values; a TypeError that names {@code operator} if Python has none. */
    public static int compare(String operator, Object left, Object right) {
        return compare(operator, left, right, 0);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(String operator, Object left, Object right, int depth) {
        Undefined.refuse(left);
        Undefined.refuse(right);
        Number a = Numbers.of(left);
        Number b = Numbers.of(right);
        if (a != null && b != null) {
            return numbers(a, b);
        }
        String text = Text.orNull(left);
        String other = Text.orNull(right);
        if (text != null && other != null) {
            payFor(text);
            return byCodePoint(text, other);
        }
        boolean lists = left instanceof List<?> && right instanceof List<?>;
        if (lists && left instanceof Tuple == right instanceof Tuple && !(left instanceof Range)) {
            deeper(depth);
            return lists(operator, (List<?>) left, (List<?>) right, depth + 1);
        }
        if (left instanceof Comparable x && left.getClass() == right.getClass() && left != None.NONE) {
            return x.compareTo(right);
        }
        throw TemplateRuntimeError.type("'" + operator + "' not supported between instances of '"
                + Values.typeName(left) + "' and '" + Values.typeName(right) + "'");
    }

    private static int byCodePoint(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean mixed = Character.isSurrogate(x) != Character.isSurrogate(y);
                return mixed ? (Character.isSurrogate(x) ? 1 : -1) : x - y;
            }
        }
        return a.length() - b.length();
    }

    private static int lists(String operator, List<?> x, List<?> y, int depth) {
        Iterator<?> other = y.iterator();
        for (Object raw : x) {
            if (!other.hasNext()) {
                return 1;
            }
            Object item = Values.of(raw);
            Object opposite = Values.of(other.next());
            Run.work(1);
            if (!equal(item, opposite, depth)) {
                return compare(operator, item, opposite, depth);
            }
        }
        return other.hasNext() ? -1 : 0;
    }

    /** Python's {@code item in container}. */
    public static boolean contains(Run run, Object container, Object item) {
        switch (container) {
            case Map<?, ?> map -> {
                return Values.get(map, hashable(item)) != null;
            }
            case String s -> {
                return Text.contains(s, needle(item));
            }
            case lettermill.jinja.SafeString safe -> {
                return Text.contains(safe.text(), needle(item));
            }
            case Undefined undefined -> {
                undefined.use();
                return false;
            }
            default -> {
                return containsItem(run, container, item);
            }
        }
    }

    private static Object hashable(Object item) {
        if (item instanceof Map<?, ?> || item instanceof List<?> && !(item instanceof Tuple || item instanceof Range)) {
            throw TemplateRuntimeError.type("unhashable type: '" + Values.typeName(item) + "'");
        }
        return item;
    }

    private static String needle(Object item) {
        String text = Text.orNull(item);
        if (text == null) {
            throw TemplateRuntimeError.type(
                    "'in <string>' requires string as left operand, not " + Values.typeName(item));
        }
        return text;
    }

    private static boolean containsItem(Run run, Object container, Object item) {
        Iterator<Object> items = Iteration.iteratorOrNull(container);
        if (items == null) {
            throw TemplateRuntimeError.type("argument of type '" + Values.typeName(container) + "' is not iterable");
        }
        if (container instanceof Range && !(item instanceof Number || item instanceof Boolean)) {
            return false;
        }
        if (container instanceof Collection<?> collection && container instanceof Range) {
            return item instanceof Long && rangeContains((Range) collection, (Long) item);
        }
        while (items.hasNext()) {
            run.step();
            Object next = items.next();
            if (next == item || equal(item, next)) {
                return true;
            }
        }
        return false;
    }

    private static boolean rangeContains(Range range, long item) {
        if (range.isEmpty()) {
            return false;
        }
        long first = (Long) range.getFirst();
        long step = range.size() > 1 ? (Long) range.get(1) - first : 1;
        long offset = item - first;
        return offset % step == 0 && offset / step >= 0 && offset / step < range.size();
    }
}
