package lettermill.jinja.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lettermill.jinja.value.None;
import lettermill.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** The names a template sees beyond its own frames: what it exports, what it was given, and globals. */
final class Context {
    private final @Nullable Context outer;
    private final Map<String, ?> given;
    private final Map<String, ?> globals;
    private final Map<String, Object> exports = new LinkedHashMap<>(0);
    private final Set<String> publicNames = new LinkedHashSet<>(0);
    private final Map<String, List<BlockCode>> blocks;

    private Context(
            @Nullable Context outer,
            Map<String, ?> given,
            Map<String, ?> globals,
            Map<String, List<BlockCode>> blocks) {
        this.outer = outer;
        this.given = given;
        this.globals = globals;
        this.blocks = blocks;
    }

    /** Of a template rendered or imported with these variables. */
    static Context of(Program program, Map<String, ?> given, Map<String, ?> globals) {
        return new Context(null, given, globals, program.blockLists());
    }

    /** Of a template included with this context and these local variables. */
    Context including(Program program, Map<String, Object> locals) {
        return new Context(this, locals, globals, program.blockLists());
    }

    /** The same template's, with local variables: for scoped blocks. */
    Context scoped(Map<String, Object> locals) {
        Map<String, List<BlockCode>> copy = new HashMap<>();
        blocks.forEach((name, list) -> copy.put(name, new ArrayList<>(list)));
        return new Context(this, locals, globals, copy);
    }

    Map<String, ?> globals() {
        return globals;
    }

    /** The value of a name, or null if nobody knows it. */
    @Nullable
    Object resolve(String name) {
        if (!exports.isEmpty()) {
            Object exported = exports.get(name);
            if (exported != null) {
                return exported;
            }
        }
        Object value = given.get(name);
        if (value != null) {
            return Values.of(value);
        }
        if (given.containsKey(name)) {
            return None.NONE;
        }
        if (outer != null) {
            return outer.resolve(name);
        }
        value = globals.get(name);
        return value != null ? Values.of(value) : globals.containsKey(name) ? None.NONE : null;
    }

    /** Every name there is, for suggestions. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(given.keySet());
        names.addAll(exports.keySet());
        names.addAll(outer == null ? globals.keySet() : outer.names());
        return names;
    }

    /** Makes a top-level name visible to blocks and, unless it begins with an underscore, to importers. */
    void export(String name, Object value) {
        exports.put(name, value);
        if (!name.startsWith("_")) {
            publicNames.add(name);
        }
    }

    /** Makes an imported name visible to blocks, but not to importers. */
    void imported(String name, Object value) {
        exports.put(name, value);
        publicNames.remove(name);
    }

    Map<String, Object> exported() {
        Map<String, Object> exported = new LinkedHashMap<>();
        publicNames.forEach(name -> {
            Object value = exports.get(name);
            if (value != null) {
                exported.put(name, value);
            }
        });
        return exported;
    }

    /** The versions of a block, the most derived first; empty if there is none. */
    List<BlockCode> versions(String block) {
        return blocks.getOrDefault(block, List.of());
    }

    void extend(Program parent) {
        parent.blocks()
                .forEach((name, block) ->
                        blocks.computeIfAbsent(name, n -> new ArrayList<>()).add(block));
    }
}
