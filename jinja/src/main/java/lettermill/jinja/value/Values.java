package lettermill.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lettermill.jinja.BudgetExceeded;
import lettermill.jinja.Filter;
import lettermill.jinja.Function;
import lettermill.jinja.SafeString;
import lettermill.jinja.TemplateRuntimeError;
import org.jspecify.annotations.Nullable;

/** The border between Java's values and the engine's. */
public final class Values {
    /** Lists and maps inside one another in an argument of a registered function. */
    private static final int DEEPEST_ARGUMENT = 200;

    private Values() {}

    /**
     * A value from outside as the engine knows it.
     *
     * @throws TemplateRuntimeError if it is of a type templates may not see
     */
    public static Object of(@Nullable Object raw) {
        return switch (raw) {
            case null -> None.NONE;
            case String s -> s;
            case Long l -> l;
            case Integer i -> (long) i;
            case Boolean b -> b;
            case Double d -> d;
            case List<?> list -> list;
            case Map<?, ?> map -> map;
            case SafeString safe -> safe;
            case None none -> none;
            case BigDecimal decimal -> Numbers.bounded(decimal);
            case BigInteger big -> Numbers.shrink(Numbers.bounded(big));
            case Short s -> (long) s;
            case Byte b -> (long) b;
            case Float f -> (double) f;
            case Function function -> new Registered(function);
            case Enum<?> constant -> constant.name();
            case Character c -> c.toString();
            case CharSequence text -> text.toString();
            case java.util.UUID id -> id.toString();
            case java.net.URI uri -> uri.toString();
            default -> rare(raw);
        };
    }

    private static Object rare(Object raw) {
        boolean known = raw instanceof Collection<?>
                || raw instanceof TemporalAccessor
                || raw instanceof Undefined
                || raw instanceof Generator
                || raw instanceof DictView
                || raw instanceof Attributes
                || raw instanceof Callable;
        if (known) {
            return raw;
        }
        throw TemplateRuntimeError.type("a value of " + raw.getClass().getName() + " can't be used in a template; pass"
                + " maps, lists, strings, numbers, dates or functions");
    }

    /** A value for a registered function: null, String, Long, ... ; lists and maps a template made are copied. */
    public static @Nullable Object plain(Object value) {
        return plain(value, 0);
    }

    private static @Nullable Object plain(Object value, int depth) {
        if (depth > DEEPEST_ARGUMENT) {
            throw new BudgetExceeded(
                    BudgetExceeded.Limit.DEPTH, "an argument with lists nested deeper than " + DEEPEST_ARGUMENT);
        }
        return switch (value) {
            case None none -> null;
            case SafeString safe -> safe.text();
            case Undefined undefined -> {
                undefined.use();
                yield null;
            }
            case MutableMap map -> {
                Run.work(16L * map.size());
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> copy.put(key, plain(item, depth + 1)));
                yield copy;
            }
            case MutableList list -> plainList(list, depth + 1);
            case Tuple tuple -> plainList(tuple, depth + 1);
            default -> value;
        };
    }

    private static List<@Nullable Object> plainList(List<?> items, int depth) {
        Run.work(16L * items.size());
        List<@Nullable Object> copy = new ArrayList<>(items.size());
        for (Object item : items) {
            copy.add(plain(of(item), depth));
        }
        return copy;
    }

    /** A function of the application. */
    private record Registered(Function function) implements Callable {
        @Override
        public Object call(Run run, lettermill.jinja.Arguments arguments) {
            return guarded("the function", () -> function.call(plain(arguments)));
        }
    }

    /** Arguments for a registered function. */
    public static lettermill.jinja.Arguments plain(lettermill.jinja.Arguments arguments) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        arguments.named().forEach((name, value) -> named.put(name, plain(of(value))));
        return new lettermill.jinja.Arguments(plainList(arguments.positional(), 0), named);
    }

    /** A filter of the application. */
    public static Object applied(Filter filter, String name, Object value, lettermill.jinja.Arguments arguments) {
        return guarded("the filter '" + name + "'", () -> filter.apply(plain(value), plain(arguments)));
    }

    /** Runs code of the application; what it throws becomes an error with a place. */
    public static Object guarded(String what, java.util.function.Supplier<@Nullable Object> code) {
        try {
            return of(code.get());
        } catch (IllegalArgumentException | ArithmeticException | ClassCastException | NullPointerException e) {
            TemplateRuntimeError error =
                    new TemplateRuntimeError(TemplateRuntimeError.Kind.FUNCTION, what + " failed: " + e.getMessage());
            error.initCause(e);
            throw error;
        }
    }

    /** A value as a key of a map: numbers that are equal in Python are equal in Java. */
    public static Object key(Object value) {
        return switch (value) {
            case SafeString safe -> safe.text();
            case Double d when d == Math.rint(d) && Math.abs(d) < 1e15 -> (long) (double) d;
            case Boolean b -> b;
            case Tuple tuple -> tuple.hashable();
            case Range range -> value;
            case Undefined undefined -> {
                undefined.use();
                yield value;
            }
            case List<?> list -> throw TemplateRuntimeError.type("unhashable type: 'list'");
            case Map<?, ?> map -> throw TemplateRuntimeError.type("unhashable type: 'dict'");
            default -> value;
        };
    }

    /** Whether the value can be a key: lists, maps, and tuples that hold them can't. */
    public static boolean isKey(Object value) {
        try {
            key(value);
            return true;
        } catch (TemplateRuntimeError error) {
            if (error.kind() != TemplateRuntimeError.Kind.TYPE) {
                throw error; // strict undefined values can't even be asked
            }
            return false;
        }
    }

    /** The value at a key of a map, or null if the key is missing; a TypeError if it can't be a key. */
    public static @Nullable Object get(Map<?, ?> map, Object key) {
        if (key instanceof String) {
            return stored(map, key);
        }
        Object normal = key(key);
        Object found = stored(map, normal);
        if (found == null && normal != key) {
            found = stored(map, key);
        }
        if (found == null && normal instanceof Long l && l == l.intValue()) {
            found = stored(map, l.intValue());
        }
        if (found == null && normal instanceof Long l && (l == 0 || l == 1)) {
            found = stored(map, l == 1);
        }
        if (found == null && normal instanceof Boolean b) {
            found = stored(map, b ? 1L : 0L);
        }
        return found;
    }

    private static @Nullable Object stored(Map<?, ?> map, Object key) {
        try {
            Object found = map.get(key);
            return found != null ? of(found) : map.containsKey(key) ? None.NONE : null;
        } catch (ClassCastException keysOfAnotherType) {
            return null; // a sorted map of the application's
        }
    }

    /** Python's name of a value's type. */
    public static String typeName(Object value) {
        return switch (value) {
            case None none -> "NoneType";
            case Boolean b -> "bool";
            case Long l -> "int";
            case BigInteger big -> "int";
            case Double d -> "float";
            case BigDecimal decimal -> "Decimal";
            case String s -> "str";
            case SafeString safe -> "Markup";
            case Attributes object -> object.typeName();
            case Tuple tuple -> "tuple";
            case Range range -> "range";
            case List<?> list -> "list";
            case Map<?, ?> map -> "dict";
            case Undefined undefined -> undefined.typeName();
            case Generator generator -> generator.name();
            case DictView view -> view.name();
            case Collection<?> set -> "set";
            case TemporalAccessor temporal -> "datetime";
            case Callable callable -> "function";
            default -> value.getClass().getSimpleName();
        };
    }
}
