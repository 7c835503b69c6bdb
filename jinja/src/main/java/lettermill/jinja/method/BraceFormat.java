package lettermill.jinja.method;

import java.util.List;
import java.util.Map;
import lettermill.jinja.Arguments;
import lettermill.jinja.SafeString;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.value.Repr;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import lettermill.jinja.value.Undefined;
import lettermill.jinja.value.Values;

/** Python's {@code str.format}; attributes go the sandbox's way, and a safe format escapes what it puts in. */
final class BraceFormat {
    private static final int DEEPEST_SPEC = 2;

    private final Run run;
    private final boolean safe;
    private final Arguments arguments;
    private int automatic;
    private boolean manual;

    private BraceFormat(Run run, boolean safe, Arguments arguments) {
        this.run = run;
        this.safe = safe;
        this.arguments = arguments;
    }

    static Object format(Run run, Object format, Arguments arguments) {
        BraceFormat brace = new BraceFormat(run, format instanceof SafeString, arguments);
        return Text.like(format, brace.expand(Text.of(format), DEEPEST_SPEC));
    }

    static Object formatMap(Run run, Object format, Object mapping) {
        if (!(mapping instanceof Map<?, ?> map)) {
            throw TemplateRuntimeError.type("format_map() argument must be a mapping");
        }
        Map<String, Object> named = new java.util.HashMap<>();
        map.forEach((key, value) -> named.put(String.valueOf(key), Values.of(value)));
        return format(run, format, new Arguments(List.of(), named));
    }

    private String expand(String format, int depth) {
        if (depth == 0) {
            throw TemplateRuntimeError.value("Max string recursion exceeded");
        }
        StringBuilder result = new StringBuilder();
        int pos = 0;
        while (pos < format.length()) {
            char c = format.charAt(pos);
            boolean doubled = pos + 1 < format.length() && format.charAt(pos + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                result.append(c);
                pos += 2;
            } else if (c == '}') {
                throw TemplateRuntimeError.value("Single '}' encountered in format string");
            } else if (c == '{') {
                int end = closing(format, pos + 1);
                result.append(field(format.substring(pos + 1, end), depth));
                run.charge(result.length() > 4096 ? result.length() : 16);
                pos = end + 1;
            } else {
                result.append(c);
                pos++;
            }
        }
        return result.toString();
    }

    private static int closing(String format, int from) {
        int depth = 1;
        for (int i = from; i < format.length(); i++) {
            char c = format.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw TemplateRuntimeError.value(
                from >= format.length()
                        ? "Single '{' encountered in format string"
                        : "expected '}' before end of string");
    }

    private String field(String field, int depth) {
        int bracket = 0;
        int end = 0;
        while (end < field.length() && (bracket > 0 || field.charAt(end) != '!' && field.charAt(end) != ':')) {
            bracket += field.charAt(end) == '[' ? 1 : field.charAt(end) == ']' ? -1 : 0;
            end++;
        }
        Object value = lookUp(field.substring(0, end));
        String rest = field.substring(end);
        char conversion = 0;
        if (rest.startsWith("!")) {
            if (rest.length() < 2 || rest.length() > 2 && rest.charAt(2) != ':') {
                throw TemplateRuntimeError.value("expected ':' after conversion specifier");
            }
            conversion = rest.charAt(1);
            rest = rest.substring(2);
        }
        String spec = rest.isEmpty() ? "" : expand(rest.substring(1), depth - 1 + (rest.indexOf('{') < 0 ? 1 : 0));
        value = convert(value, conversion);
        if (!safe) {
            return FormatSpec.format(run, value, spec);
        }
        if (value instanceof SafeString markup) {
            if (!spec.isEmpty()) {
                throw TemplateRuntimeError.value("Format specifier " + spec + " given, but Markup does not take one");
            }
            return markup.text();
        }
        return Text.escape(FormatSpec.format(run, value, spec)).text();
    }

    private static Object convert(Object value, char conversion) {
        return switch (conversion) {
            case 0 -> value;
            case 's' -> Text.of(value);
            case 'r', 'a' -> Repr.of(value);
            default -> throw TemplateRuntimeError.value("Unknown conversion specifier " + conversion);
        };
    }

    private Object lookUp(String name) {
        int end = 0;
        while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
            end++;
        }
        Object value = first(name.substring(0, end));
        while (end < name.length()) {
            if (name.charAt(end) == '.') {
                int next = end + 1;
                while (next < name.length() && name.charAt(next) != '.' && name.charAt(next) != '[') {
                    next++;
                }
                value = attribute(value, name.substring(end + 1, next));
                end = next;
            } else {
                int close = name.indexOf(']', end);
                if (close < 0 || name.charAt(end) != '[') {
                    throw TemplateRuntimeError.value("Missing ']' in format string");
                }
                String key = name.substring(end + 1, close);
                boolean number =
                        !key.isEmpty() && key.length() < 10 && key.chars().allMatch(Character::isDigit);
                value = Access.item(run, value, number ? (Object) Long.valueOf(key) : key);
                end = close + 1;
            }
        }
        return value;
    }

    /** An attribute: of an undefined value too, so that reaching into Python is refused as in the sandbox. */
    private Object attribute(Object value, String name) {
        if (value instanceof Undefined && name.startsWith("__")) {
            throw Undefined.unsafe(run, value, name).error();
        }
        return Access.attribute(run, value, name);
    }

    private Object first(String name) {
        boolean number = !name.isEmpty() && name.length() < 10 && name.chars().allMatch(Character::isDigit);
        if (name.isEmpty() || number) {
            if (name.isEmpty() ? manual : automatic > 0) {
                throw TemplateRuntimeError.value(
                        name.isEmpty()
                                ? "cannot switch from manual field specification to automatic field numbering"
                                : "cannot switch from automatic field numbering to manual field specification");
            }
            manual |= number;
            int index = name.isEmpty() ? automatic++ : Integer.parseInt(name);
            if (index >= arguments.positional().size()) {
                throw new TemplateRuntimeError(
                        TemplateRuntimeError.Kind.LOOKUP,
                        "Replacement index " + index + " out of range for positional args tuple");
            }
            return Values.of(arguments.positional().get(index));
        }
        if (!arguments.named().containsKey(name)) {
            throw new TemplateRuntimeError(TemplateRuntimeError.Kind.LOOKUP, Repr.of(name));
        }
        return Values.of(arguments.named().get(name));
    }
}
