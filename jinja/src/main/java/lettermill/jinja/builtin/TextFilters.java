package lettermill.jinja.builtin;

import java.util.List;
import lettermill.jinja.Arguments;
import lettermill.jinja.SafeString;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.method.Html;
import lettermill.jinja.method.Parameters.Bound;
import lettermill.jinja.method.PercentFormat;
import lettermill.jinja.method.Strings;
import lettermill.jinja.syntax.Blank;
import lettermill.jinja.value.Iteration;
import lettermill.jinja.value.MutableMap;
import lettermill.jinja.value.None;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import lettermill.jinja.value.Tuple;
import lettermill.jinja.value.Undefined;
import lettermill.jinja.value.Values;

/** Filters of text. */
final class TextFilters {
    private static final int STANDARD_WIDTH = 80;

    private TextFilters() {}

    static void register(Registry registry) {
        change(registry, "upper", Strings::upper);
        change(registry, "lower", Strings::lower);
        change(registry, "capitalize", Strings::capitalize);
        registry.filter("title", "", (run, value, a) -> title(Text.of(value)));
        registry.filter("string", "", (run, value, a) -> soft(value))
                .filter("center", "width?", (run, value, a) -> {
                    Object text = soft(value);
                    return Text.like(text, Strings.center(run, Text.of(text), a.integer(0, STANDARD_WIDTH)));
                })
                .filter("trim", "chars?", (run, value, a) -> {
                    Object text = soft(value);
                    return Text.like(text, Strings.strip(Text.of(text), a.textOrNull(0), true, true));
                })
                .filter("replace", "old,new,count?", TextFilters::replace)
                .filter("truncate", "length?,killwords?,end?,leeway?", TextFilters::truncate)
                .filter("indent", "width?,first?,blank?", TextFilters::indent)
                .filter("wordcount", "", (run, value, a) -> words(Text.of(value)))
                .filter("striptags", "", (run, value, a) -> Html.stripTags(Text.of(value)))
                .filter("safe", "", (run, value, a) -> new SafeString(Text.of(value)))
                .filter("escape", "", (run, value, a) -> new SafeString(Text.escaped(value)))
                .filter("forceescape", "", (run, value, a) -> Text.escape(Text.of(value)))
                .filter("wordwrap", "width?,break_long_words?,wrapstring?,break_on_hyphens?", WordWrap::apply);
        registry.alias("e", "escape");
        registry.raw("format", TextFilters::format);
    }

    private static void change(Registry registry, String name, java.util.function.UnaryOperator<String> operation) {
        registry.filter(name, "", (run, value, a) -> {
            Object text = soft(value);
            run.charge(Text.of(text).length());
            return Text.like(text, operation.apply(Text.of(text)));
        });
    }

    /** The value as text that stays safe if it is. */
    static Object soft(Object value) {
        return Text.isText(value) ? value : Text.of(value);
    }

    private static String title(String text) {
        StringBuilder result = new StringBuilder(text.length());
        boolean first = true;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            String one = Character.toString(c);
            result.append(first ? Strings.upper(one) : Strings.lower(one));
            first = Blank.is(c) || "-({[<".indexOf(c) >= 0;
        }
        return result.toString();
    }

    private static Object replace(Run run, Object value, Bound a) {
        Object old = a.get(0);
        Object replacement = a.get(1);
        long most = a.get(2) == None.NONE ? -1 : a.integer(2, -1);
        if (!run.escape()) {
            return Strings.replace(run, Text.of(value), Text.of(old), Text.of(replacement), most);
        }
        boolean escape = Text.isSafe(old) || Text.isSafe(replacement) && !Text.isSafe(value);
        Object text = escape ? new SafeString(Text.escaped(value)) : soft(value);
        String with = text instanceof SafeString ? Text.escaped(replacement) : Text.of(replacement);
        return Text.like(text, Strings.replace(run, Text.of(text), Text.of(old), with, most));
    }

    private static Object truncate(Run run, Object value, Bound a) {
        long length = a.integer(0, 255);
        String end = a.text(2, "...");
        long leeway = a.get(3) == None.NONE ? 5 : a.integer(3, 5);
        if (length < Text.length(end)) {
            throw TemplateRuntimeError.value("expected length >= " + Text.length(end) + ", got " + length);
        }
        if (leeway < 0) {
            throw TemplateRuntimeError.value("expected leeway >= 0, got " + leeway);
        }
        if (Iteration.length(value) <= length + leeway) {
            return value;
        }
        String text = Text.orNull(value);
        if (text == null) {
            throw TemplateRuntimeError.type("'" + Values.typeName(value) + "' object can't be truncated");
        }
        String cut = Text.slice(text, 0, (int) (length - Text.length(end)));
        if (!a.flag(1, false)) {
            int blank = cut.lastIndexOf(' ');
            cut = blank < 0 ? cut : cut.substring(0, blank);
        }
        boolean safe = value instanceof SafeString;
        return Text.like(value, cut + (safe ? Text.escaped(a.get(2, end)) : end));
    }

    private static Object indent(Run run, Object value, Bound a) {
        if (!Text.isText(value)) {
            throw value instanceof Undefined undefined
                    ? undefined.error()
                    : TemplateRuntimeError.type(
                            "unsupported operand type(s) for +=: '" + Values.typeName(value) + "' and 'str'");
        }
        String width = Text.orNull(a.get(0));
        if (width == null) {
            int blanks = a.size(0, 4);
            run.charge(Math.max(0, blanks));
            width = " ".repeat(Math.max(0, blanks));
        }
        boolean blank = a.flag(2, false);
        List<String> lines = Strings.lines(Text.of(value) + "\n", false);
        run.charge(Text.of(value).length() + (long) lines.size() * width.length());
        StringBuilder result = new StringBuilder(a.flag(1, false) ? width : "");
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            result.append(i == 0 ? "" : "\n");
            result.append(i > 0 && (blank || !line.isEmpty()) ? width : "");
            result.append(line);
        }
        return Text.like(value, result.toString());
    }

    private static Object words(String text) {
        long count = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean word = c == '_' || Character.isLetterOrDigit(c) || isNumeric(c);
            count += word && !inWord ? 1 : 0;
            inWord = word;
        }
        return count;
    }

    private static boolean isNumeric(int c) {
        int type = Character.getType(c);
        return type == Character.OTHER_NUMBER || type == Character.LETTER_NUMBER;
    }

    private static Object format(Run run, Object value, Arguments arguments) {
        if (!arguments.positional().isEmpty() && !arguments.named().isEmpty()) {
            throw new TemplateRuntimeError(
                    TemplateRuntimeError.Kind.FILTER_ARGUMENT,
                    "can't handle positional and keyword arguments at the same time");
        }
        if (arguments.named().isEmpty()) {
            Tuple values =
                    new Tuple(arguments.positional().stream().map(Values::of).toArray());
            return PercentFormat.apply(run, soft(value), values);
        }
        MutableMap map = new MutableMap();
        arguments.named().forEach((name, argument) -> map.put(name, Values.of(argument)));
        return PercentFormat.apply(run, soft(value), map);
    }
}
