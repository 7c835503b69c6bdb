package lettermill.jinja.method;

import java.util.LinkedHashMap;
import java.util.Map;
import lettermill.jinja.method.Parameters.Bound;
import lettermill.jinja.value.Callable;
import lettermill.jinja.value.Run;
import org.jspecify.annotations.Nullable;

/** The methods of one type, by name: the allow-list of what templates can call on it. */
final class Methods<T> {
    private final Map<String, Method<T>> byName = new LinkedHashMap<>();

    private record Method<T>(Parameters parameters, Body<T> body) {}

    @FunctionalInterface
    interface Body<T> {
        Object call(Run run, T self, Bound arguments);
    }

    Methods<T> add(String name, String parameters, Body<T> body) {
        byName.put(name, new Method<>(new Parameters(name, parameters), body));
        return this;
    }

    /** The method bound to {@code self}, or null if there is none of that name. */
    @Nullable
    Callable of(T self, String name) {
        Method<T> method = byName.get(name);
        return method == null
                ? null
                : (run, arguments) -> method.body.call(run, self, method.parameters.bind(arguments));
    }
}
