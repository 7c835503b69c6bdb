package lettermill.jinja.builtin;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ThreadLocalRandom;
import lettermill.jinja.SafeString;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.method.Access;
import lettermill.jinja.method.Arithmetic;
import lettermill.jinja.method.MapMethods;
import lettermill.jinja.method.Parameters.Bound;
import lettermill.jinja.value.Generator;
import lettermill.jinja.value.Iteration;
import lettermill.jinja.value.MutableList;
import lettermill.jinja.value.None;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import lettermill.jinja.value.Undefined;
import lettermill.jinja.value.Values;

/** Filters of sequences, and those of any value. */
final class SequenceFilters {
    private SequenceFilters() {}

    static void register(Registry registry) {
        registry.filter("default", "default_value?,boolean?", (run, value, a) -> {
                    boolean absent = value instanceof Undefined || a.flag(1, false) && !Iteration.truth(value);
                    return absent ? a.get(0, "") : value;
                })
                .filter("attr", "name", (run, value, a) -> Access.strictAttribute(run, value, a.text(0, "")))
                .filter("length", "", (run, value, a) -> Iteration.length(value))
                .filter("list", "", (run, value, a) -> Iteration.list(run, value))
                .filter("first", "", (run, value, a) -> {
                    Iterator<Object> items = Iteration.iterator(value);
                    return items.hasNext()
                            ? items.next()
                            : Undefined.because(run, "No first item, sequence was empty.");
                })
                .filter("last", "", (run, value, a) -> {
                    List<Object> items = reversible(run, value);
                    return items.isEmpty()
                            ? Undefined.because(run, "No last item, sequence was empty.")
                            // Python reads a text's last character by index, which keeps it safe; the first it doesn't.
                            : Text.isText(value)
                                    ? Text.like(value, Text.of(items.getLast()))
                                    : Values.of(items.getLast());
                })
                .filter("random", "", SequenceFilters::random)
                .filter("reverse", "", (run, value, a) -> reverse(run, value))
                .filter("join", "d?,attribute?", SequenceFilters::join)
                .filter("sum", "attribute?,start?", SequenceFilters::sum)
                .filter("batch", "linecount,fill_with?", SequenceFilters::batch)
                .filter("slice", "slices,fill_with?", SequenceFilters::slice)
                .filter("items", "", (run, value, a) -> items(run, value));
        registry.alias("d", "default");
        registry.alias("count", "length");
    }

    @SuppressWarnings("unchecked")
    private static List<Object> reversible(Run run, Object value) {
        if (value instanceof List<?> list) {
            return (List<Object>) list;
        }
        if (value instanceof Generator) {
            throw TemplateRuntimeError.type("'generator' object is not reversible");
        }
        return Iteration.list(run, value);
    }

    /** Python picks an index, which of a map is a key that has to be there. */
    private static Object random(Run run, Object value, Bound a) {
        long length = Iteration.length(value);
        if (length == 0) {
            return Undefined.because(run, "No random item, sequence was empty.");
        }
        long index = ThreadLocalRandom.current().nextLong(length);
        if (value instanceof Map<?, ?> map && Values.get(map, index) == null) {
            throw new TemplateRuntimeError(TemplateRuntimeError.Kind.LOOKUP, Long.toString(index));
        }
        if (!(value instanceof Map<?, ?> || value instanceof List<?> || Text.isText(value))) {
            throw TemplateRuntimeError.type("'" + Values.typeName(value) + "' object is not subscriptable");
        }
        return Access.item(run, value, index);
    }

    private static Object reverse(Run run, Object value) {
        if (Text.isText(value)) {
            run.charge(Text.of(value).length());
            int[] points = Text.of(value).codePoints().toArray();
            StringBuilder reversed = new StringBuilder();
            for (int i = points.length - 1; i >= 0; i--) {
                reversed.appendCodePoint(points[i]);
            }
            return Text.like(value, reversed.toString());
        }
        if (Iteration.iteratorOrNull(value) == null) {
            throw new TemplateRuntimeError(TemplateRuntimeError.Kind.FILTER_ARGUMENT, "argument must be iterable");
        }
        MutableList items = Iteration.list(run, value);
        Collections.reverse(items);
        if (value instanceof Generator) {
            return items;
        }
        return new Generator(value instanceof Undefined ? "reversed" : "list_reverseiterator", items.iterator());
    }

    private static Object join(Run run, Object value, Bound a) {
        Object separator = a.get(0, "");
        MutableList items = Iteration.list(run, value);
        if (a.get(1) != None.NONE) {
            items.replaceAll(item -> Access.path(run, item, a.get(1), None.NONE));
        }
        boolean safe = run.escape() && (Text.isSafe(separator) || items.stream().anyMatch(Text::isSafe));
        String between = safe ? Text.escaped(separator) : Text.of(separator);
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            String item = safe ? Text.escaped(items.get(i)) : Text.of(items.get(i));
            int room = i == 0 ? item.length() : item.length() + between.length();
            run.charge(result.length() + room > 1 << 16 ? result.length() + (long) room : room);
            result.append(i == 0 ? "" : between).append(item);
        }
        return safe ? new SafeString(result.toString()) : result.toString();
    }

    private static Object sum(Run run, Object value, Bound a) {
        Object total = a.get(1, 0L);
        if (Text.isText(total)) {
            throw TemplateRuntimeError.type("sum() can't sum strings [use ''.join(seq) instead]");
        }
        Iterator<Object> items = Iteration.iterator(value);
        while (items.hasNext()) {
            run.step();
            Object item = items.next();
            item = a.get(0) == None.NONE ? item : Access.path(run, item, a.get(0), None.NONE);
            total = Arithmetic.binary(run, "+", total, item);
        }
        return total;
    }

    private static Object batch(Run run, Object value, Bound a) {
        long size = a.integer(0, 1);
        Iterator<Object> items = Iteration.iterator(value);
        return Generator.over(value, new Iterator<>() {
            @Override
            public boolean hasNext() {
                return items.hasNext();
            }

            @Override
            public Object next() {
                if (!items.hasNext()) {
                    throw new NoSuchElementException();
                }
                MutableList batch = new MutableList();
                do {
                    run.step();
                    batch.add(items.next());
                } while (items.hasNext() && batch.size() != size);
                if (a.get(1) != None.NONE && batch.size() < size) {
                    run.chargeElements(size - batch.size());
                    while (batch.size() < size) {
                        batch.add(a.get(1));
                    }
                }
                return batch;
            }
        });
    }

    private static Object slice(Run run, Object value, Bound a) {
        MutableList items = Iteration.list(run, value);
        long slices = a.integer(0, 1);
        if (slices == 0) {
            throw new TemplateRuntimeError(
                    TemplateRuntimeError.Kind.ZERO_DIVISION, "integer division or modulo by zero");
        }
        run.chargeElements(Math.max(0, slices));
        MutableList result = new MutableList();
        long each = Math.floorDiv(items.size(), slices);
        long extra = Math.floorMod(items.size(), slices);
        int from = 0;
        for (long i = 0; i < slices; i++) {
            int to = (int) Math.min(items.size(), from + each + (i < extra ? 1 : 0));
            MutableList slice = new MutableList(items.subList(from, to));
            if (a.get(1) != None.NONE && i >= extra) {
                slice.add(a.get(1));
            }
            result.add(slice);
            from = to;
        }
        return new Generator("generator", result.iterator());
    }

    private static Object items(Run run, Object value) {
        if (value instanceof Undefined) {
            return new Generator("generator", Collections.emptyIterator());
        }
        if (value instanceof Map<?, ?> map) {
            return new Generator("generator", MapMethods.items(run, map).iterator());
        }
        throw TemplateRuntimeError.type("Can only get item pairs from a mapping.");
    }
}
