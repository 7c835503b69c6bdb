package lettermill.jinja.builtin;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.method.Access;
import lettermill.jinja.method.MapMethods;
import lettermill.jinja.method.Parameters.Bound;
import lettermill.jinja.method.Strings;
import lettermill.jinja.value.Comparison;
import lettermill.jinja.value.Iteration;
import lettermill.jinja.value.MutableList;
import lettermill.jinja.value.None;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import lettermill.jinja.value.Tuple;
import lettermill.jinja.value.Undefined;
import lettermill.jinja.value.Values;

/** Filters that order, group and compare. */
final class OrderFilters {
    private OrderFilters() {}

    static void register(Registry registry) {
        registry.filter("sort", "reverse?,case_sensitive?,attribute?", OrderFilters::sort)
                .filter("dictsort", "case_sensitive?,by?,reverse?", OrderFilters::dictSort)
                .filter("unique", "case_sensitive?,attribute?", OrderFilters::unique)
                .filter("min", "case_sensitive?,attribute?", (run, value, a) -> extreme(run, value, a, -1))
                .filter("max", "case_sensitive?,attribute?", (run, value, a) -> extreme(run, value, a, 1))
                .filter("groupby", "attribute,default?,case_sensitive?", OrderFilters::groupBy);
    }

    private static Object fold(Object value, boolean caseSensitive) {
        return !caseSensitive && Text.isText(value) ? Text.like(value, Strings.lower(Text.of(value))) : value;
    }

    private static void order(Run run, MutableList items, UnaryOperator<Object> key, boolean reverse) {
        record Keyed(Object key, Object item) {}
        run.chargeElements(2L * items.size());
        List<Keyed> keyed = new java.util.ArrayList<>(items.size());
        for (Object item : items) {
            keyed.add(new Keyed(key.apply(item), item));
        }
        Comparator<Keyed> order = (x, y) -> {
            run.step();
            return Comparison.compare("<", x.key, y.key);
        };
        try {
            keyed.sort(reverse ? order.reversed() : order);
        } catch (IllegalArgumentException e) {
            throw TemplateRuntimeError.type("these values have no order");
        }
        items.clear();
        keyed.forEach(k -> items.add(k.item));
    }

    private static Object sort(Run run, Object value, Bound a) {
        MutableList items = Iteration.list(run, value);
        boolean caseSensitive = a.flag(1, false);
        Object attribute = a.get(2);
        String names = Text.orNull(attribute);
        UnaryOperator<Object> key;
        if (names != null && names.indexOf(',') >= 0) {
            String[] parts = names.split(",", -1);
            key = item -> {
                Object[] keys = new Object[parts.length];
                for (int i = 0; i < parts.length; i++) {
                    keys[i] = fold(Access.path(run, item, parts[i], None.NONE), caseSensitive);
                }
                return new Tuple(keys);
            };
        } else {
            // A list of keys even for one: two undefined keys are equal there, and nobody asks which is less.
            UnaryOperator<Object> single = key(run, attribute, caseSensitive, None.NONE);
            key = attribute == None.NONE ? single : item -> new Tuple(single.apply(item));
        }
        order(run, items, key, a.flag(0, false));
        return items;
    }

    private static UnaryOperator<Object> key(Run run, Object attribute, boolean caseSensitive, Object otherwise) {
        return attribute == None.NONE
                ? item -> fold(item, caseSensitive)
                : item -> fold(Access.path(run, item, attribute, otherwise), caseSensitive);
    }

    private static Object dictSort(Run run, Object value, Bound a) {
        String by = a.text(1, "key");
        if (!by.equals("key") && !by.equals("value")) {
            throw new TemplateRuntimeError(
                    TemplateRuntimeError.Kind.FILTER_ARGUMENT, "You can only sort by either \"key\" or \"value\"");
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw value instanceof Undefined undefined
                    ? undefined.error()
                    : TemplateRuntimeError.type("'" + Values.typeName(value) + "' object has no attribute 'items'");
        }
        MutableList items = new MutableList(MapMethods.items(run, map));
        int index = by.equals("key") ? 0 : 1;
        boolean caseSensitive = a.flag(0, false);
        order(run, items, item -> fold(((Tuple) item).get(index), caseSensitive), a.flag(2, false));
        return items;
    }

    private static Object unique(Run run, Object value, Bound a) {
        UnaryOperator<Object> key = key(run, a.get(1), a.flag(0, false), None.NONE);
        Set<Object> seen = new HashSet<>();
        return SelectFilters.selecting(value, item -> {
            run.step();
            return seen.add(Values.key(key.apply(item)));
        });
    }

    private static Object extreme(Run run, Object value, Bound a, int sign) {
        UnaryOperator<Object> key = key(run, a.get(1), a.flag(0, false), None.NONE);
        Iterator<Object> items = Iteration.iterator(value);
        if (!items.hasNext()) {
            return Undefined.because(run, "No aggregated item, sequence was empty.");
        }
        Object best = items.next();
        Object bestKey = key.apply(best);
        while (items.hasNext()) {
            run.step();
            Object item = items.next();
            Object itemKey = key.apply(item);
            if (Comparison.compare(sign < 0 ? "<" : ">", itemKey, bestKey) * sign > 0) {
                best = item;
                bestKey = itemKey;
            }
        }
        return best;
    }

    private static Object groupBy(Run run, Object value, Bound a) {
        boolean caseSensitive = a.flag(2, false);
        Object otherwise = a.get(1);
        UnaryOperator<Object> key = key(run, a.get(0), caseSensitive, otherwise);
        MutableList items = Iteration.list(run, value);
        order(run, items, key, false);
        MutableList groups = new MutableList();
        MutableList group = new MutableList();
        Object current = None.NONE;
        for (Object item : items) {
            Object itemKey = key.apply(item);
            if (group.isEmpty() || !Comparison.equal(current, itemKey)) {
                group = new MutableList();
                groups.add(new Tuple.Group(Access.path(run, item, a.get(0), otherwise), group));
                current = itemKey;
            }
            group.add(item);
        }
        return groups;
    }
}
