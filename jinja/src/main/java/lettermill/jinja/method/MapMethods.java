package lettermill.jinja.method;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import lettermill.jinja.Sandbox;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.value.Callable;
import lettermill.jinja.value.DictView;
import lettermill.jinja.value.Iteration;
import lettermill.jinja.value.MutableList;
import lettermill.jinja.value.MutableMap;
import lettermill.jinja.value.None;
import lettermill.jinja.value.Repr;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Tuple;
import lettermill.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** Methods of maps. Those that change a map exist only for maps the template made itself. */
public final class MapMethods {
    private static final Methods<Map<?, ?>> READING = new Methods<>();
    private static final Methods<MutableMap> CHANGING = new Methods<>();

    private MapMethods() {}

    static @Nullable Callable of(Run run, Map<?, ?> map, String name) {
        Callable reading = READING.of(map, name);
        if (reading != null) {
            return reading;
        }
        MutableMap owned = map instanceof MutableMap mutable ? mutable : new MutableMap();
        Callable changing = CHANGING.of(owned, name);
        boolean allowed = owned == map && run.options().sandbox() == Sandbox.MUTABLE;
        return changing == null || allowed
                ? changing
                : (r, arguments) -> {
                    throw new TemplateRuntimeError(
                            TemplateRuntimeError.Kind.SECURITY,
                            "access to attribute '" + name + "' of 'dict' object is unsafe.");
                };
    }

    static {
        READING.add("items", "", (run, self, a) -> new DictView("dict_items", items(run, self)))
                .add("keys", "", (run, self, a) -> new DictView("dict_keys", Iteration.list(run, self)))
                .add("values", "", (run, self, a) -> new DictView("dict_values", values(run, self)))
                .add("get", "key,default?", (run, self, a) -> {
                    Object found = Values.get(self, a.get(0));
                    return found == null ? a.get(1) : found;
                })
                .add("copy", "", (run, self, a) -> {
                    run.chargeElements(self.size());
                    MutableMap copy = new MutableMap();
                    self.forEach((key, value) -> copy.put(Values.of(key), Values.of(value)));
                    return copy;
                });
        CHANGING.add("update", "other?", (run, self, a) -> {
                    putAll(run, self, a.get(0));
                    return None.NONE;
                })
                .add("setdefault", "key,default?", (run, self, a) -> {
                    run.step();
                    Object before = self.putIfAbsent(Values.key(a.get(0)), a.get(1));
                    return before == null ? a.get(1) : before;
                })
                .add("pop", "key,default?", (run, self, a) -> {
                    Object removed = self.remove(Values.key(a.get(0)));
                    if (removed == null && a.values()[1] == null) {
                        throw new TemplateRuntimeError(TemplateRuntimeError.Kind.LOOKUP, Repr.of(a.get(0)));
                    }
                    return removed == null ? a.get(1) : removed;
                })
                .add("popitem", "", (run, self, a) -> {
                    if (self.isEmpty()) {
                        throw new TemplateRuntimeError(
                                TemplateRuntimeError.Kind.LOOKUP, "'popitem(): dictionary is empty'");
                    }
                    Map.Entry<Object, Object> last = self.pollLastEntry();
                    return new Tuple(last.getKey(), last.getValue());
                })
                .add("clear", "", (run, self, a) -> {
                    self.clear();
                    return None.NONE;
                });
    }

    /** The entries as pairs. */
    public static List<Object> items(Run run, Map<?, ?> map) {
        run.chargeElements(map.size());
        List<Object> items = new ArrayList<>(map.size());
        map.forEach((key, value) -> items.add(new Tuple(Values.of(key), Values.of(value))));
        return items;
    }

    private static List<Object> values(Run run, Map<?, ?> map) {
        run.chargeElements(map.size());
        List<Object> values = new ArrayList<>(map.size());
        map.values().forEach(value -> values.add(Values.of(value)));
        return values;
    }

    /** Puts a map's entries, or a sequence's pairs, as {@code dict.update} does. */
    public static void putAll(Run run, MutableMap target, Object other) {
        if (other instanceof Map<?, ?> map) {
            run.chargeElements(map.size());
            map.forEach((key, value) -> target.put(Values.key(Values.of(key)), Values.of(value)));
            return;
        }
        if (other == None.NONE) {
            return;
        }
        Iterator<Object> pairs = Iteration.iterator(other);
        while (pairs.hasNext()) {
            MutableList pair = Iteration.list(run, pairs.next());
            if (pair.size() != 2) {
                throw TemplateRuntimeError.value(
                        "dictionary update sequence element has length " + pair.size() + "; 2 is required");
            }
            target.put(Values.key(pair.get(0)), pair.get(1));
        }
    }
}
