package lettermill.jinja.builtin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lettermill.jinja.SafeString;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.value.Comparison;
import lettermill.jinja.value.None;
import lettermill.jinja.value.Numbers;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import lettermill.jinja.value.Undefined;
import lettermill.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** The filter {@code tojson}: JSON that is safe inside HTML, keys sorted. */
final class Json {
    private static final int DEEPEST = 100;

    private final Run run;
    private final @Nullable String indent;
    private final StringBuilder out = new StringBuilder();
    private int depth;

    private Json(Run run, @Nullable String indent) {
        this.run = run;
        this.indent = indent;
    }

    static SafeString safe(Run run, Object value, Object indent) {
        String unit = Text.orNull(indent);
        if (unit == null && indent != None.NONE) {
            long width = Math.max(0, Numbers.index(indent, "indent"));
            run.charge(width);
            unit = " ".repeat((int) width);
        }
        Json json = new Json(run, unit);
        json.append(value);
        return new SafeString(json.out
                .toString()
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("'", "\\u0027"));
    }

    private void append(Object value) {
        Run.making(out.length());
        run.step();
        switch (value) {
            case None none -> out.append("null");
            case Boolean b -> out.append(b);
            case Long l -> out.append(l);
            case BigInteger big -> out.append(Numbers.decimal(big));
            case Double d -> out.append(real(d));
            case BigDecimal decimal -> out.append(decimal);
            case String s -> string(s);
            case SafeString safe -> string(safe.text());
            case List<?> list -> array(list);
            case Map<?, ?> map -> object(map);
            default -> throw refused(value);
        }
    }

    private static RuntimeException refused(Object value) {
        if (value instanceof Undefined undefined && undefined.isStrict()) {
            return undefined.error();
        }
        return TemplateRuntimeError.type("Object of type " + Values.typeName(value) + " is not JSON serializable");
    }

    private static String real(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        return Double.isInfinite(value) ? (value > 0 ? "Infinity" : "-Infinity") : Numbers.repr(value);
    }

    private void array(Collection<?> items) {
        open('[');
        Iterator<?> iterator = items.iterator();
        for (boolean first = true; iterator.hasNext(); first = false) {
            separate(first);
            append(Values.of(iterator.next()));
        }
        close(']', items.isEmpty());
    }

    private void object(Map<?, ?> map) {
        TreeMap<Object, Object> sorted = new TreeMap<>((x, y) -> Comparison.compare("<", x, y));
        map.forEach((key, item) -> sorted.put(Values.of(key), Values.of(item)));
        open('{');
        boolean first = true;
        for (Map.Entry<Object, Object> entry : sorted.entrySet()) {
            separate(first);
            first = false;
            string(key(entry.getKey()));
            out.append(": ");
            append(entry.getValue());
        }
        close('}', map.isEmpty());
    }

    private static String key(Object key) {
        return switch (key) {
            case Boolean b -> b.toString();
            case None none -> "null";
            case Double d -> real(d);
            case Number n -> n.toString();
            default -> {
                String text = Text.orNull(key);
                if (text == null) {
                    throw TemplateRuntimeError.type(
                            "keys must be str, int, float, bool or None, not " + Values.typeName(key));
                }
                yield text;
            }
        };
    }

    private void open(char bracket) {
        if (++depth > DEEPEST) {
            throw TemplateRuntimeError.value("Circular reference detected");
        }
        out.append(bracket);
    }

    private void separate(boolean first) {
        if (!first) {
            out.append(indent == null ? ", " : ",");
        }
        line();
    }

    private void line() {
        if (indent != null) {
            run.charge((long) indent.length() * depth + 1);
            out.append('\n').append(indent.repeat(depth));
        }
    }

    private void close(char bracket, boolean empty) {
        depth--;
        if (!empty) {
            line();
        }
        out.append(bracket);
    }

    private void string(String text) {
        run.charge(text.length());
        out.append('"');
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || c > '~') {
                        out.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
