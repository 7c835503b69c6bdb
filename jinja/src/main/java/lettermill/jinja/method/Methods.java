package lettermill.jinja.method;

import java.util.LinkedHashMap;
import java.util.Map;
import lettermill.jinja.value.Callable;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import org.jspecify.annotations.Nullable;

/** The methods of one type, by name: the allow-list of what templates can call on it. */
final class Methods<T> {
    private final Map<String, Method<T>> byName = new LinkedHashMap<>();

    private record Method<T>(Parameters parameters, Body<T> body) {}

    @FunctionalInterface
    interface Body<T> {
        Object call(Run run, T self, Parameters.Bound arguments);
    }

    Methods<T> add(String name, String parameters, Body<T> body) {
        byName.put(name, new Method<>(new Parameters(name, parameters), body));
        return this;
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /** The method bound to {@code self}, or null if there is none of that name. */
    @Nullable
    Callable of(T self, String name) {
        Method<T> method = byName.get(name);
        return method == null ? null : new Bound<>(name, method, self);
    }

    private record Bound<T>(String name, Method<T> method, T self) implements Callable {
        @Override
        public Object call(Run run, lettermill.jinja.Arguments arguments) {
            Text.reading(self);
            return method.body.call(run, self, method.parameters.bind(arguments));
        }

        @Override
        public String toString() {
            return "<method " + name + ">";
        }
    }
}
