package lettermill.jinja.method;

import java.util.Collections;
import java.util.List;
import lettermill.jinja.Sandbox;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.value.Callable;
import lettermill.jinja.value.Comparison;
import lettermill.jinja.value.Iteration;
import lettermill.jinja.value.MutableList;
import lettermill.jinja.value.None;
import lettermill.jinja.value.Range;
import lettermill.jinja.value.Repr;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Tuple;
import lettermill.jinja.value.Undefined;
import lettermill.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** Methods of lists, tuples and ranges. Those that change a list exist only for lists the template made itself. */
final class ListMethods {
    private static final Methods<List<?>> SEQUENCE = new Methods<>();
    private static final Methods<List<?>> LIST = new Methods<>();
    private static final Methods<MutableList> CHANGING = new Methods<>();

    private ListMethods() {}

    static @Nullable Object of(Run run, List<?> list, String name) {
        Callable found = SEQUENCE.of(list, name);
        if (found != null || list instanceof Tuple || list instanceof Range) {
            return found;
        }
        if (!CHANGING.has(name)) {
            return LIST.of(list, name);
        }
        boolean allowed = run.options().sandbox() == Sandbox.MUTABLE;
        return allowed && list instanceof MutableList own ? CHANGING.of(own, name) : Undefined.unsafe(run, list, name);
    }

    static {
        SEQUENCE.add("count", "value", (run, self, a) -> {
                    run.chargeElements(self.size());
                    return self.stream()
                            .filter(item -> Comparison.equal(Values.of(item), a.get(0)))
                            .count();
                })
                .add("index", "value,start?,stop?", (run, self, a) -> {
                    run.chargeElements(self.size());
                    return index(self, a.get(0), a.size(1, 0), a.size(2, self.size()));
                });
        LIST.add("copy", "", (run, self, a) -> Iteration.list(run, self));
        CHANGING.add("append", "value", (run, self, a) -> {
                    run.step();
                    self.add(a.get(0));
                    return None.NONE;
                })
                .add("extend", "values", (run, self, a) -> {
                    self.addAll(Iteration.list(run, a.get(0)));
                    return None.NONE;
                })
                .add("insert", "index,value", (run, self, a) -> {
                    run.chargeElements(1 + self.size() / 16);
                    long at = a.integer(0, 0);
                    at = at < 0 ? at + self.size() : at;
                    self.add((int) Math.max(0, Math.min(self.size(), at)), a.get(1));
                    return None.NONE;
                })
                .add("pop", "index?", (run, self, a) -> {
                    long at = a.integer(0, -1);
                    at = at < 0 ? at + self.size() : at;
                    if (at < 0 || at >= self.size()) {
                        String reason = self.isEmpty() ? "pop from empty list" : "pop index out of range";
                        throw new TemplateRuntimeError(TemplateRuntimeError.Kind.LOOKUP, reason);
                    }
                    return self.remove((int) at);
                })
                .add("remove", "value", (run, self, a) -> {
                    run.chargeElements(self.size());
                    self.remove((int) index(self, a.get(0), 0, self.size()));
                    return None.NONE;
                })
                .add("clear", "", (run, self, a) -> {
                    self.clear();
                    return None.NONE;
                })
                .add("reverse", "", (run, self, a) -> {
                    run.chargeElements(self.size());
                    Collections.reverse(self);
                    return None.NONE;
                })
                .add("sort", "", (run, self, a) -> {
                    run.chargeElements(self.size());
                    self.sort((x, y) -> Comparison.compare("<", x, y));
                    return None.NONE;
                });
    }

    private static long index(List<?> list, Object value, int from, int to) {
        int start = Math.max(0, from < 0 ? from + list.size() : from);
        int end = Math.min(list.size(), to < 0 ? to + list.size() : to);
        for (int i = start; i < end; i++) {
            if (Comparison.equal(Values.of(list.get(i)), value)) {
                return i;
            }
        }
        throw TemplateRuntimeError.value(Repr.of(value) + " is not in list");
    }
}
