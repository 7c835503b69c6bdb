package lettermill.jinja.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lettermill.jinja.Arguments;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.value.Attributes;
import lettermill.jinja.value.Callable;
import lettermill.jinja.value.MutableMap;
import lettermill.jinja.value.None;
import lettermill.jinja.value.Output;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Tuple;
import lettermill.jinja.value.Undefined;
import lettermill.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** A macro with the frame it was defined in. */
final class Macro implements Callable, Attributes {
    private final Code code;
    private final Frame definedIn;
    private final boolean escape;

    Macro(Code code, Frame definedIn) {
        this.code = code;
        this.definedIn = definedIn;
        this.escape = definedIn.run.escape();
    }

    @Override
    public Object call(Run run, Arguments arguments) {
        Frame frame = new Frame(
                run, definedIn.context, definedIn.source, definedIn, code.body().size());
        bind(frame, arguments);
        run.enter();
        boolean callers = run.escape(escape);
        Output before = run.capture();
        for (int i = 0; i < code.parameters().length; i++) {
            if (frame.slots[i] == null) {
                frame.slots[i] = absent(frame, i);
            }
        }
        Instruction.runAll(code.body().instructions(), frame);
        run.escape(callers);
        Object result = run.release(before);
        run.leave();
        return result;
    }

    private Object absent(Frame frame, int index) {
        Evaluation standard = code.defaults()[index];
        return standard != null
                ? standard.value(frame)
                : Undefined.because(frame.run, "parameter '" + code.parameters()[index] + "' was not provided");
    }

    private void bind(Frame frame, Arguments arguments) {
        List<?> positional = arguments.positional();
        int count = code.parameters().length;
        for (int i = 0; i < Math.min(count, positional.size()); i++) {
            frame.slots[i] = Values.of(positional.get(i));
        }
        Map<String, Object> named = new LinkedHashMap<>();
        arguments.named().forEach((name, value) -> named.put(name, Values.of(value)));
        for (int i = positional.size(); i < count; i++) {
            Object value = named.remove(code.parameters()[i]);
            if (value != null) {
                frame.slots[i] = value;
            }
        }
        Code.Special special = code.special();
        if (special.caller() >= 0) {
            Object caller = named.remove("caller");
            frame.slots[special.caller()] =
                    caller == null || caller == None.NONE ? Undefined.because(frame.run, "No caller defined") : caller;
        }
        if (special.kwargs() >= 0) {
            MutableMap kwargs = new MutableMap();
            kwargs.putAll(named);
            frame.slots[special.kwargs()] = kwargs;
        } else if (!named.isEmpty()) {
            throw refused(named);
        }
        if (special.varargs() >= 0) {
            List<?> more = positional.size() > count ? positional.subList(count, positional.size()) : List.of();
            frame.slots[special.varargs()] =
                    new Tuple(more.stream().map(Values::of).toArray());
        } else if (positional.size() > count) {
            throw TemplateRuntimeError.type("macro " + quotedName() + " takes not more than " + count + " argument(s)");
        }
    }

    private TemplateRuntimeError refused(Map<String, Object> named) {
        if (named.containsKey("caller")) {
            return TemplateRuntimeError.type("macro " + quotedName()
                    + " was invoked with two values for the special caller argument. This is most likely a bug.");
        }
        return TemplateRuntimeError.type("macro " + quotedName() + " takes no keyword argument '"
                + named.keySet().iterator().next() + "'");
    }

    private String quotedName() {
        return code.name().isEmpty() ? "None" : "'" + code.name() + "'";
    }

    @Override
    public @Nullable Object attribute(Run run, String name) {
        return switch (name) {
            case "name" -> code.name().isEmpty() ? None.NONE : code.name();
            case "arguments" -> new Tuple((Object[]) code.parameters());
            case "catch_kwargs" -> code.special().kwargs() >= 0;
            case "catch_varargs" -> code.special().varargs() >= 0;
            case "caller" -> code.special().caller() >= 0 || code.special().explicitCaller();
            default -> null;
        };
    }

    @Override
    public String typeName() {
        return "Macro";
    }

    @Override
    public String toString() {
        return "<Macro " + (code.name().isEmpty() ? "anonymous" : quotedName()) + ">";
    }

    /**
     * A compiled macro or call block; its parameters are the first slots of its frame.
     *
     * @param defaults a value for each parameter, or null
     */
    record Code(String name, String[] parameters, @Nullable Evaluation[] defaults, Special special, Body body) {
        /** Slots of the names a macro gets without declaring them, or -1. */
        record Special(int caller, int varargs, int kwargs, boolean explicitCaller) {}

        /** What runs, and how many slots it needs. */
        record Body(Instruction[] instructions, int size) {}
    }
}
