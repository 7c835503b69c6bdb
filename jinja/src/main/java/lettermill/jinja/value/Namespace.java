package lettermill.jinja.value;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one object whose attributes a template may set. */
public final class Namespace implements Attributes {
    private final Map<String, Object> values = new LinkedHashMap<>();

    public void set(String name, Object value) {
        values.put(name, value);
    }

    @Override
    public @Nullable Object attribute(Run run, String name) {
        return values.get(name);
    }

    @Override
    public String typeName() {
        return "Namespace";
    }

    @Override
    public String toString() {
        MutableMap copy = new MutableMap();
        copy.putAll(values);
        return "<Namespace " + Repr.of(copy) + ">";
    }
}
