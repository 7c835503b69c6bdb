package lettermill.jinja.render;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lettermill.jinja.render.Linking.Locals;
import lettermill.jinja.syntax.Mentions;
import lettermill.jinja.syntax.Statement;
import org.jspecify.annotations.Nullable;

/** While compiling: the variables of one scope and their slots in the frame of its function. */
final class Scope {
    private final @Nullable Scope parent;
    private final Function function;
    private final Map<String, Integer> slots = new LinkedHashMap<>();
    private Set<String> assigned = new HashSet<>();
    private final int from;
    private final boolean topLevel;
    private Set<String> assignedFirst = Set.of();
    private Set<String> read = Set.of();
    /** Whether we are inside a condition, where unknown filters wait for the render. */
    boolean soft;
    /** Whether output here is dropped once the template extends another. */
    boolean dropsOutput;
    /** Whether we are in a loop of this scope's function. */
    boolean inLoop;

    /** What has a frame: a root, block, macro or recursive loop. */
    static final class Function {
        final @Nullable BlockCode block;
        int size;

        Function(@Nullable BlockCode block) {
            this.block = block;
        }
    }

    private Scope(@Nullable Scope parent, Function function, Collection<String> names, boolean topLevel) {
        this.parent = parent;
        this.function = function;
        this.topLevel = topLevel;
        this.from = function.size;
        names.forEach(name -> slots.computeIfAbsent(name, n -> function.size++));
    }

    /** The outermost scope of a root or a block. */
    static Scope root(@Nullable BlockCode block, Collection<String> names) {
        return new Scope(null, new Function(block), names, block == null);
    }

    /** A scope in the same frame. */
    Scope inner(Collection<String> names) {
        Scope scope = new Scope(this, function, names, false);
        scope.dropsOutput = dropsOutput;
        scope.inLoop = inLoop;
        return scope;
    }

    /** A scope with a frame of its own. */
    Scope function(Collection<String> names) {
        return new Scope(this, new Function(function.block), names, false);
    }

    /** Tells what the scope's statements do, so that names resolve as in Jinja2. */
    Scope of(List<Statement> body) {
        assignedFirst = Mentions.assignedFirst(body);
        read = Mentions.readHere(body);
        return this;
    }

    int from() {
        return from;
    }

    /** Behind the last slot of this scope itself; scopes inside come later. */
    int to() {
        return from + slots.size();
    }

    int frameSize() {
        return function.size;
    }

    boolean isTopLevel() {
        return topLevel;
    }

    int slot(String name) {
        Integer slot = slots.get(name);
        if (slot == null) {
            throw new IllegalStateException("no slot for " + name);
        }
        return slot;
    }

    boolean has(String name) {
        return slots.containsKey(name);
    }

    void assign(String name) {
        assigned.add(name);
    }

    /** What has been assigned on every way to this point. */
    Set<String> assignedSoFar() {
        return new HashSet<>(assigned);
    }

    void setAssigned(Set<String> names) {
        assigned = new HashSet<>(names);
    }

    /** Whether the name may have to come from the context. */
    boolean needs(String name) {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            boolean enclosing = scope.function != function;
            if (scope.slots.containsKey(name) && (enclosing || scope.assigned.contains(name))) {
                return false;
            }
        }
        return true;
    }

    /** The name as compiled expression: innermost scope first, the context last. */
    Evaluation resolve(String name, int at) {
        return resolve(name, at, 0);
    }

    private Evaluation resolve(String name, int at, int hops) {
        int further = parent != null && parent.function != function ? hops + 1 : hops;
        Evaluation otherwise = parent != null ? parent.resolve(name, at, further) : outermost(name, at);
        Integer slot = slots.get(name);
        boolean unknown = assignedFirst.contains(name) && (parent == null || !parent.knows(name));
        if (slot != null && unknown) {
            otherwise = new Names.Unassigned(at, name);
        }
        if (slot == null) {
            return otherwise;
        }
        return hops == 0 ? new Names.Local(at, slot, otherwise) : new Names.Enclosing(at, hops, slot, otherwise);
    }

    private boolean knows(String name) {
        return slots.containsKey(name) || read.contains(name) || parent != null && parent.knows(name);
    }

    private Evaluation outermost(String name, int at) {
        if (name.equals("self")) {
            return new Names.Self(at);
        }
        return name.equals("super") && function.block != null
                ? new Names.Super(at, function.block)
                : new Names.Global(at, name);
    }

    /** Every variable visible here, the outermost first. */
    Locals locals() {
        Locals locals = new Locals(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        collect(locals, 0);
        return locals;
    }

    private void collect(Locals locals, int hops) {
        if (parent != null) {
            parent.collect(locals, parent.function != function ? hops + 1 : hops);
        }
        slots.forEach((name, slot) -> {
            locals.names().add(name);
            locals.hops().add(hops);
            locals.slots().add(slot);
        });
    }
}
