package lettermill.jinja.value;

import java.util.Collection;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import lettermill.jinja.SafeString;
import lettermill.jinja.TemplateRuntimeError;
import org.jspecify.annotations.Nullable;

/** Length, truth and iteration of values. */
public final class Iteration {
    private Iteration() {}

    /** An iterator over a value's items. */
    public static Iterator<Object> iterator(Object value) {
        Iterator<Object> iterator = iteratorOrNull(value);
        if (iterator == null) {
            throw TemplateRuntimeError.type("'" + Values.typeName(value) + "' object is not iterable");
        }
        return iterator;
    }

    /** An iterator over a value's items, or null if it has none to go through. */
    public static @Nullable Iterator<Object> iteratorOrNull(Object value) {
        return switch (value) {
            case Collection<?> items -> new Items(items.iterator());
            case Map<?, ?> map -> new Items(map.keySet().iterator());
            case Generator generator -> generator.items();
            case DictView view -> view.items().iterator();
            case String s -> new Characters(s);
            case SafeString safe -> new Characters(safe.text());
            case Undefined undefined -> {
                undefined.use();
                yield Collections.emptyIterator();
            }
            default -> null;
        };
    }

    private record Items(Iterator<?> items) implements Iterator<Object> {
        @Override
        public boolean hasNext() {
            return items.hasNext();
        }

        @Override
        public Object next() {
            try {
                return Values.of(items.next());
            } catch (ConcurrentModificationException e) {
                throw new TemplateRuntimeError(
                        TemplateRuntimeError.Kind.RUNTIME, "dictionary changed size during iteration");
            }
        }
    }

    private static final class Characters implements Iterator<Object> {
        private final String text;
        private int at;

        Characters(String text) {
            this.text = text;
        }

        @Override
        public boolean hasNext() {
            return at < text.length();
        }

        @Override
        public Object next() {
            if (at >= text.length()) {
                throw new NoSuchElementException();
            }
            int end = text.offsetByCodePoints(at, 1);
            // The characters of a safe string are plain ones, as Python's are.
            String character = text.substring(at, end);
            at = end;
            return character;
        }
    }

    /** A value's items in a new list, paid for. */
    public static MutableList list(Run run, Object value) {
        int size = sizeOrMinusOne(value);
        run.chargeElements(Math.max(0, size));
        MutableList list = new MutableList(Math.max(8, size));
        Iterator<Object> items = iterator(value);
        while (items.hasNext()) {
            list.add(items.next());
            if (size < 0) {
                run.step();
            }
        }
        return list;
    }

    /** Python's {@code len}. */
    public static long length(Object value) {
        int size = sizeOrMinusOne(value);
        if (size < 0) {
            throw TemplateRuntimeError.type("object of type '" + Values.typeName(value) + "' has no len()");
        }
        return size;
    }

    /** Number of items, or -1 if the value has no length. */
    public static int sizeOrMinusOne(Object value) {
        return switch (value) {
            case String s -> Text.length(s);
            case SafeString safe -> Text.length(safe.text());
            case Collection<?> items -> items.size();
            case Map<?, ?> map -> map.size();
            case DictView view -> view.items().size();
            case Undefined undefined -> {
                undefined.use();
                yield 0;
            }
            default -> -1;
        };
    }

    /** Python's {@code bool}. */
    public static boolean truth(Object value) {
        return switch (value) {
            case Boolean b -> b;
            case None none -> false;
            case String s -> !s.isEmpty();
            case Long l -> l != 0;
            case Double d -> d != 0;
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            case SafeString safe -> !safe.text().isEmpty();
            case Number n -> Numbers.toDouble(n) != 0;
            case Collection<?> items -> !items.isEmpty();
            case DictView view -> !view.items().isEmpty();
            case Undefined undefined -> {
                undefined.use();
                yield false;
            }
            default -> true;
        };
    }
}
