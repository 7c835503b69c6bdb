package lettermill.jinja;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call.
 *
 * @param positional in the order written
 * @param named by name, in the order written
 */
public record Arguments(List<? extends @Nullable Object> positional, Map<String, ? extends @Nullable Object> named) {
    /** No arguments. */
    public static final Arguments NONE = new Arguments(List.of(), Map.of());

    /** The argument at {@code index}, else the one called {@code name}, else null. */
    public @Nullable Object get(int index, String name) {
        return index < positional.size() ? positional.get(index) : named.get(name);
    }

    /** The argument at {@code index}, or null if there are fewer. */
    public @Nullable Object get(int index) {
        return index < positional.size() ? positional.get(index) : null;
    }
}
