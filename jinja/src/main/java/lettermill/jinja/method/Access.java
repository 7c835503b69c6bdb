package lettermill.jinja.method;

import java.util.List;
import java.util.Map;
import lettermill.jinja.SafeString;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.value.Attributes;
import lettermill.jinja.value.Callable;
import lettermill.jinja.value.MutableList;
import lettermill.jinja.value.None;
import lettermill.jinja.value.Numbers;
import lettermill.jinja.value.Range;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import lettermill.jinja.value.Tuple;
import lettermill.jinja.value.Undefined;
import lettermill.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** {@code value.name} and {@code value[key]}: the only ways from one value to another. */
public final class Access {
    private Access() {}

    /** {@code value.name}: a method of the type, else the element of that name. */
    public static Object attribute(Run run, Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            Callable method = MapMethods.of(run, map, name);
            Object found = method != null ? method : Values.get(map, name);
            return found != null ? found : missing(run, value, name);
        }
        Object found = methodOrAttribute(run, value, name);
        return found != null ? found : missing(run, value, name);
    }

    /** {@code value[key]}: the element, else for text keys the method of that name. */
    public static Object item(Run run, Object value, Object key) {
        Object found = element(run, value, key);
        if (found != null) {
            return found;
        }
        String name = Text.orNull(key);
        if (name != null) {
            found = value instanceof Map<?, ?> map
                    ? MapMethods.of(run, map, name)
                    : methodOrAttribute(run, value, name);
            return found != null ? found : missing(run, value, key);
        }
        if (value instanceof Undefined undefined) {
            return undefined.chained();
        }
        return Undefined.element(run, value, key);
    }

    /** {@code value|attr(name)}: as {@link #attribute}, but never an element of a map. */
    public static Object strictAttribute(Run run, Object value, String name) {
        Object found =
                value instanceof Map<?, ?> map ? MapMethods.of(run, map, name) : methodOrAttribute(run, value, name);
        return found != null ? found : missing(run, value, name);
    }

    private static @Nullable Object methodOrAttribute(Run run, Object value, String name) {
        if (name.startsWith("__")) {
            return null;
        }
        return switch (value) {
            case Attributes object -> object.attribute(run, name);
            case String text -> StringMethods.of(text, name);
            case SafeString text -> StringMethods.of(text, name);
            case List<?> list -> ListMethods.of(run, list, name);
            case java.time.temporal.TemporalAccessor time -> TimeMethods.of(time, name);
            case Number number -> NumberMethods.of(number, name);
            default -> null;
        };
    }

    private static Object missing(Run run, Object value, Object key) {
        String name = Text.of(key);
        if (name.startsWith("__")) {
            return Undefined.unsafe(run, value, name);
        }
        if (value instanceof Undefined undefined) {
            return name.equals("_undefined_name") ? undefined.name() : undefined.chained();
        }
        return Undefined.element(run, value, key);
    }

    private static @Nullable Object element(Run run, Object value, Object key) {
        if (value instanceof Map<?, ?> map) {
            return Values.isKey(key) ? Values.get(map, key) : null;
        }
        if (!Numbers.isInteger(key)) {
            return null;
        }
        long index = Numbers.index(key, "index");
        String text = Text.orNull(value);
        if (text != null) {
            int length = Text.length(text);
            long at = index < 0 ? index + length : index;
            return at < 0 || at >= length ? null : Text.like(value, Text.slice(text, (int) at, (int) at + 1));
        }
        if (value instanceof List<?> list) {
            long at = index < 0 ? index + list.size() : index;
            return at < 0 || at >= list.size() ? null : Values.of(list.get((int) at));
        }
        return null;
    }

    /** {@code value[start:stop:step]} with None for what is absent. */
    public static Object slice(Run run, Object value, Object startAt, Object stopAt, Object stepBy) {
        String text = Text.orNull(value);
        if (text == null && !(value instanceof List<?>)) {
            if (value instanceof Undefined undefined) {
                return undefined.chained();
            }
            throw TemplateRuntimeError.type("'" + Values.typeName(value) + "' object is not subscriptable");
        }
        long step = stepBy == None.NONE ? 1 : sliceIndex(stepBy);
        if (step == 0) {
            throw TemplateRuntimeError.value("slice step cannot be zero");
        }
        int length = text != null ? Text.length(text) : ((List<?>) value).size();
        long start = bound(startAt, step > 0 ? 0 : length - 1L, length, step);
        long stop = bound(stopAt, step > 0 ? length : -1L, length, step);
        Range picked = Range.of(start, stop, step);
        if (text != null && step == 1) {
            return Text.like(value, stop <= start ? "" : Text.slice(text, (int) start, (int) stop));
        }
        if (picked == null) {
            throw new IllegalStateException("the bounds lie within the sequence");
        }
        if (value instanceof Range range) {
            return range.slice(picked);
        }
        if (text != null) {
            run.charge(picked.size());
            int[] points = text.codePoints().toArray();
            StringBuilder result = new StringBuilder();
            picked.forEach(i -> result.appendCodePoint(points[(int) (long) (Long) i]));
            return Text.like(value, result.toString());
        }
        run.chargeElements(picked.size());
        MutableList result = new MutableList(picked.size());
        picked.forEach(i -> result.add(Values.of(((List<?>) value).get((int) (long) (Long) i))));
        return value instanceof Tuple ? new Tuple(result.toArray()) : result;
    }

    private static long sliceIndex(Object value) {
        if (!Numbers.isInteger(value)) {
            throw TemplateRuntimeError.type("slice indices must be integers or None or have an __index__ method");
        }
        return Numbers.index(value, "slice");
    }

    private static long bound(Object value, long absent, int length, long step) {
        if (value == None.NONE) {
            return absent;
        }
        long at = sliceIndex(value);
        at = at < 0 ? at + length : at;
        long lowest = step > 0 ? 0 : -1;
        long highest = step > 0 ? length : length - 1L;
        return Math.max(lowest, Math.min(highest, at));
    }

    /** Calls a value. */
    public static Object call(Run run, Object value, lettermill.jinja.Arguments arguments) {
        run.step();
        if (value instanceof Callable callable) {
            return callable.call(run, arguments);
        }
        Undefined.refuse(value);
        throw TemplateRuntimeError.type("'" + Values.typeName(value) + "' object is not callable");
    }

    /** The attribute or element at a dotted path, as filters take it: {@code "address.city"} or {@code "0.name"}. */
    public static Object path(Run run, Object value, Object path, Object otherwise) {
        String dotted = Text.orNull(path);
        if (dotted == null) {
            Object found = item(run, value, path);
            return found instanceof Undefined && otherwise != None.NONE ? otherwise : found;
        }
        Object current = value;
        for (String part : dotted.split("\\.", -1)) {
            boolean number =
                    !part.isEmpty() && part.length() < 10 && part.chars().allMatch(Character::isDigit);
            current = item(run, current, number ? (Object) Long.valueOf(part) : part);
            if (current instanceof Undefined && otherwise != None.NONE) {
                current = otherwise;
            }
        }
        return current;
    }
}
