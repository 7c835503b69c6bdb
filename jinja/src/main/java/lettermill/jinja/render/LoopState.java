package lettermill.jinja.render;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import lettermill.jinja.Arguments;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.value.Attributes;
import lettermill.jinja.value.Callable;
import lettermill.jinja.value.Comparison;
import lettermill.jinja.value.MutableList;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Tuple;
import lettermill.jinja.value.Undefined;
import lettermill.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop}; it also hands out the items, and looks one ahead when asked. */
final class LoopState implements Iterator<Object>, Attributes, Callable {
    private final Run run;
    private final int depth;
    private final @Nullable Recursion recursion;
    private Iterator<Object> items;
    private int length;
    private int index = -1;
    private @Nullable Object before;
    private @Nullable Object current;
    private @Nullable Object ahead;
    private @Nullable Object lastChanged;

    /** Renders the loop for other items, one level deeper. */
    @FunctionalInterface
    interface Recursion {
        Object render(Run run, Object items, int depth);
    }

    LoopState(Run run, Iterator<Object> items, int length, int depth, @Nullable Recursion recursion) {
        this.run = run;
        this.items = items;
        this.length = length;
        this.depth = depth;
        this.recursion = recursion;
    }

    @Override
    public boolean hasNext() {
        return ahead != null || items.hasNext();
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        index++;
        before = current;
        Object next = ahead != null ? ahead : items.next();
        ahead = null;
        current = next;
        return next;
    }

    private @Nullable Object peek() {
        if (ahead == null && items.hasNext()) {
            ahead = items.next();
        }
        return ahead;
    }

    /** The number of items; reads them all if it isn't known. */
    private long length() {
        if (length < 0) {
            MutableList rest = new MutableList();
            while (items.hasNext()) {
                run.step();
                rest.add(items.next());
            }
            items = rest.iterator();
            length = rest.size() + index + 1 + (ahead != null ? 1 : 0);
        }
        return length;
    }

    @Override
    public @Nullable Object attribute(Run ignored, String name) {
        return switch (name) {
            case "index" -> index + 1L;
            case "index0" -> (long) index;
            case "first" -> index == 0;
            case "last" -> peek() == null;
            case "length" -> length();
            case "revindex" -> length() - index;
            case "revindex0" -> length() - index - 1;
            case "depth" -> depth + 1L;
            case "depth0" -> (long) depth;
            case "previtem" ->
                index == 0 || before == null ? Undefined.because(run, "there is no previous item") : before;
            case "nextitem" -> {
                Object next = peek();
                yield next == null ? Undefined.because(run, "there is no next item") : next;
            }
            case "cycle" -> (Callable) (r, arguments) -> cycle(arguments);
            case "changed" -> (Callable) (r, arguments) -> changed(arguments);
            default -> null;
        };
    }

    private Object cycle(Arguments arguments) {
        List<?> values = arguments.positional();
        if (values.isEmpty()) {
            throw TemplateRuntimeError.type("no items for cycling given");
        }
        return Values.of(values.get(index % values.size()));
    }

    private Object changed(Arguments arguments) {
        Tuple value = new Tuple(arguments.positional().stream().map(Values::of).toArray());
        if (lastChanged != null && Comparison.equal(lastChanged, value)) {
            return false;
        }
        lastChanged = value;
        return true;
    }

    @Override
    public Object call(Run caller, Arguments arguments) {
        if (recursion == null) {
            throw TemplateRuntimeError.type("The loop must have the 'recursive' marker to be called recursively.");
        }
        if (arguments.positional().size() != 1 || !arguments.named().isEmpty()) {
            throw TemplateRuntimeError.type("loop() takes exactly one argument");
        }
        return recursion.render(caller, Values.of(arguments.positional().getFirst()), depth + 1);
    }

    @Override
    public String typeName() {
        return "LoopContext";
    }

    @Override
    public String toString() {
        return "<LoopContext " + (index + 1) + "/" + length() + ">";
    }
}
