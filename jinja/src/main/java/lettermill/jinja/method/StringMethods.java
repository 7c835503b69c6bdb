package lettermill.jinja.method;

import java.util.Iterator;
import java.util.List;
import java.util.function.IntPredicate;
import lettermill.jinja.SafeString;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.method.Parameters.Bound;
import lettermill.jinja.syntax.Blank;
import lettermill.jinja.value.Callable;
import lettermill.jinja.value.Iteration;
import lettermill.jinja.value.MutableList;
import lettermill.jinja.value.None;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import lettermill.jinja.value.Tuple;
import lettermill.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** Methods of strings; those of a safe string escape their arguments and give safe strings. */
public final class StringMethods {
    private static final Methods<Object> METHODS = new Methods<>();

    private StringMethods() {}

    static @Nullable Callable of(Object text, String name) {
        if (name.equals("format")) {
            return (run, arguments) -> BraceFormat.format(run, text, arguments);
        }
        return METHODS.of(text, name);
    }

    private static void change(String name, java.util.function.UnaryOperator<String> operation) {
        METHODS.add(name, "", (run, self, a) -> {
            run.charge(Text.of(self).length());
            return Text.like(self, operation.apply(Text.of(self)));
        });
    }

    private static void all(String name, IntPredicate test) {
        METHODS.add(name, "", (run, self, a) -> {
            String text = Text.of(self);
            return !text.isEmpty() && text.codePoints().allMatch(test);
        });
    }

    static {
        change("upper", Strings::upper);
        change("lower", Strings::lower);
        change("casefold", text -> Strings.lower(Strings.upper(text)));
        change("capitalize", Strings::capitalize);
        change("title", Strings::title);
        change("swapcase", Strings::swapCase);
        all("isalnum", c -> Character.isLetterOrDigit(c) || isNumeric(c));
        all("isalpha", Character::isLetter);
        all("isdigit", c -> Character.isDigit(c) || isNumeric(c) && Character.getNumericValue(c) < 10);
        all("isdecimal", Character::isDigit);
        all("isnumeric", c -> Character.isDigit(c) || isNumeric(c));
        all("isspace", Blank::is);
        METHODS.add("isascii", "", (run, self, a) -> Text.of(self).chars().allMatch(c -> c < 128))
                .add("islower", "", (run, self, a) -> isLower(Text.of(self)))
                .add("isupper", "", (run, self, a) -> isUpper(Text.of(self)))
                .add("istitle", "", (run, self, a) -> isTitle(Text.of(self)))
                .add("isidentifier", "", (run, self, a) -> Text.of(self).matches("[\\p{L}_][\\p{L}\\p{N}_]*+"));
        pads();
        strips();
        searches();
        splits();
        METHODS.add("format_map", "mapping", (run, self, a) -> BraceFormat.formatMap(run, self, a.get(0)))
                .add("join", "iterable", StringMethods::join)
                .add("replace", "old,new,count?", StringMethods::replace)
                .add("removeprefix", "prefix", (run, self, a) -> {
                    String text = Text.of(self);
                    String prefix = a.text(0, "");
                    return text.startsWith(prefix) ? Text.like(self, text.substring(prefix.length())) : self;
                })
                .add("removesuffix", "suffix", (run, self, a) -> {
                    String text = Text.of(self);
                    String suffix = a.text(0, "");
                    return text.endsWith(suffix)
                            ? Text.like(self, text.substring(0, text.length() - suffix.length()))
                            : self;
                })
                .add("striptags", "", (run, self, a) -> Html.stripTags(Text.of(self)))
                .add("unescape", "", (run, self, a) -> Html.unescape(Text.of(self)));
    }

    private static void pads() {
        String alignments = "<>^";
        List<String> names = List.of("ljust", "rjust", "center");
        for (int i = 0; i < names.size(); i++) {
            char align = alignments.charAt(i);
            METHODS.add(names.get(i), "width,fillchar?", (run, self, a) -> {
                String fill = a.text(1, " ");
                if (Text.length(fill) != 1) {
                    throw TemplateRuntimeError.type("The fill character must be exactly one character long");
                }
                return Text.like(self, Strings.pad(run, Text.of(self), a.integer(0, 0), fill, align));
            });
        }
        METHODS.add("zfill", "width", (run, self, a) -> {
            String text = Text.of(self);
            boolean signed = text.startsWith("-") || text.startsWith("+");
            String digits = signed ? text.substring(1) : text;
            String padded = Strings.pad(run, digits, a.integer(0, 0) - (signed ? 1 : 0), "0", '>');
            return Text.like(self, (signed ? text.substring(0, 1) : "") + padded);
        });
        METHODS.add("expandtabs", "tabsize?", (run, self, a) -> {
            int size = (int) Math.max(0, Math.min(1000, a.integer(0, 8)));
            run.charge((long) Text.of(self).length() * Math.max(1, size));
            StringBuilder result = new StringBuilder();
            int column = 0;
            for (char c : Text.of(self).toCharArray()) {
                if (c == '\t') {
                    int blanks = size == 0 ? 0 : size - column % size;
                    result.repeat(' ', blanks);
                    column += blanks;
                } else {
                    result.append(c);
                    column = c == '\n' || c == '\r' ? 0 : column + 1;
                }
            }
            return Text.like(self, result.toString());
        });
    }

    private static void strips() {
        METHODS.add("strip", "chars?", (run, self, a) -> strip(self, a, true, true))
                .add("lstrip", "chars?", (run, self, a) -> strip(self, a, true, false))
                .add("rstrip", "chars?", (run, self, a) -> strip(self, a, false, true));
    }

    private static Object strip(Object self, Bound a, boolean left, boolean right) {
        return Text.like(self, Strings.strip(Text.of(self), a.textOrNull(0), left, right));
    }

    private static void searches() {
        METHODS.add("count", "sub,start?,end?", (run, self, a) -> {
                    String part = part(self, a);
                    String sub = a.text(0, "");
                    if (sub.isEmpty()) {
                        return Text.length(part) + 1L;
                    }
                    Text.searching(part, sub);
                    long count = 0;
                    for (int at = part.indexOf(sub); at >= 0; at = part.indexOf(sub, at + sub.length())) {
                        count++;
                    }
                    return count;
                })
                .add("startswith", "prefix,start?,end?", (run, self, a) -> any(a.get(0), part(self, a)::startsWith))
                .add("endswith", "suffix,start?,end?", (run, self, a) -> any(a.get(0), part(self, a)::endsWith))
                .add("find", "sub,start?,end?", (run, self, a) -> find(self, a, false))
                .add("rfind", "sub,start?,end?", (run, self, a) -> find(self, a, true))
                .add("index", "sub,start?,end?", (run, self, a) -> found(find(self, a, false)))
                .add("rindex", "sub,start?,end?", (run, self, a) -> found(find(self, a, true)));
    }

    private static String part(Object self, Bound a) {
        String text = Text.of(self);
        int length = Text.length(text);
        long start = a.get(1) == None.NONE ? 0 : a.integer(1, 0);
        long end = a.get(2) == None.NONE ? length : a.integer(2, 0);
        int from = (int) Math.max(0, Math.min(length, start < 0 ? start + length : start));
        int to = (int) Math.max(from, Math.min(length, end < 0 ? end + length : end));
        return Text.slice(text, from, to);
    }

    private static boolean any(Object wanted, java.util.function.Predicate<String> test) {
        if (wanted instanceof Tuple tuple) {
            return tuple.stream().anyMatch(one -> any(one, test));
        }
        String text = Text.orNull(wanted);
        if (text == null) {
            throw TemplateRuntimeError.type("first arg must be str or a tuple of str, not " + Values.typeName(wanted));
        }
        return test.test(text);
    }

    private static Object find(Object self, Bound a, boolean last) {
        String part = part(self, a);
        Text.searching(part, a.text(0, ""));
        int at = last ? part.lastIndexOf(a.text(0, "")) : part.indexOf(a.text(0, ""));
        if (at < 0) {
            return -1L;
        }
        long start = a.get(1) == None.NONE ? 0 : a.integer(1, 0);
        int length = Text.length(Text.of(self));
        long offset = Math.max(0, Math.min(length, start < 0 ? start + length : start));
        return offset + part.codePointCount(0, at);
    }

    private static Object found(Object position) {
        if (position.equals(-1L)) {
            throw TemplateRuntimeError.value("substring not found");
        }
        return position;
    }

    private static void splits() {
        METHODS.add("split", "sep?,maxsplit?", (run, self, a) -> {
                    nonEmpty(a);
                    return list(self, Strings.split(Text.of(self), a.textOrNull(0), a.integer(1, -1)));
                })
                .add("rsplit", "sep?,maxsplit?", (run, self, a) -> {
                    nonEmpty(a);
                    return list(self, Strings.splitFromEnd(Text.of(self), a.textOrNull(0), a.integer(1, -1)));
                })
                .add(
                        "splitlines",
                        "keepends?",
                        (run, self, a) -> list(self, Strings.lines(Text.of(self), a.flag(0, false))))
                .add("partition", "sep", (run, self, a) -> partition(self, a, false))
                .add("rpartition", "sep", (run, self, a) -> partition(self, a, true));
    }

    private static void nonEmpty(Bound a) {
        if ("".equals(a.textOrNull(0))) {
            throw TemplateRuntimeError.value("empty separator");
        }
    }

    private static Object list(Object self, List<String> parts) {
        MutableList list = new MutableList(parts.size());
        parts.forEach(part -> list.add(Text.like(self, part)));
        return list;
    }

    private static Object partition(Object self, Bound a, boolean last) {
        nonEmpty(a);
        String text = Text.of(self);
        String separator = a.text(0, "");
        Text.searching(text, separator);
        int at = last ? text.lastIndexOf(separator) : text.indexOf(separator);
        Object empty = Text.like(self, "");
        if (at < 0) {
            return last ? new Tuple(empty, empty, self) : new Tuple(self, empty, empty);
        }
        return new Tuple(
                Text.like(self, text.substring(0, at)),
                Text.like(self, separator),
                Text.like(self, text.substring(at + separator.length())));
    }

    private static Object join(Run run, Object self, Bound a) {
        StringBuilder result = new StringBuilder();
        boolean safe = self instanceof SafeString;
        Iterator<Object> items = Iteration.iterator(a.get(0));
        for (int i = 0; items.hasNext(); i++) {
            Object item = items.next();
            if (!safe && !Text.isText(item)) {
                throw TemplateRuntimeError.type(
                        "sequence item " + i + ": expected str instance, " + Values.typeName(item) + " found");
            }
            String text = safe ? Text.escaped(item) : Text.of(item);
            String separator = i == 0 ? "" : Text.of(self);
            run.charge((long) separator.length() + text.length());
            result.append(separator).append(text);
            if (result.length() > 1 << 16) {
                run.charge(result.length());
            }
        }
        return Text.like(self, result.toString());
    }

    private static Object replace(Run run, Object self, Bound a) {
        String replacement = self instanceof SafeString ? Text.escaped(a.get(1)) : a.text(1, "");
        return Text.like(self, Strings.replace(run, Text.of(self), a.text(0, ""), replacement, a.integer(2, -1)));
    }

    private static boolean isNumeric(int c) {
        int type = Character.getType(c);
        return type == Character.OTHER_NUMBER || type == Character.LETTER_NUMBER;
    }

    /** {@code str.islower()}. */
    public static boolean isLower(String text) {
        return text.codePoints().anyMatch(Strings::isCased)
                && text.codePoints().noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c));
    }

    /** {@code str.isupper()}. */
    public static boolean isUpper(String text) {
        return text.codePoints().anyMatch(Strings::isCased)
                && text.codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
    }

    private static boolean isTitle(String text) {
        return text.codePoints().anyMatch(Strings::isCased) && text.equals(Strings.title(text));
    }
}
