package lettermill.jinja.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import lettermill.jinja.syntax.Blank;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import org.jspecify.annotations.Nullable;

/** Python's operations on strings. */
public final class Strings {
    private static final int PIECE = 128;

    private Strings() {}

    public static String upper(String text) {
        return inPieces(text, piece -> piece.toUpperCase(Locale.ROOT));
    }

    public static String lower(String text) {
        return inPieces(text, piece -> piece.toLowerCase(Locale.ROOT));
    }

    /** Because the JDK takes quadratic time for letters that become two, as ß does. */
    private static String inPieces(String text, UnaryOperator<String> operation) {
        if (text.length() <= PIECE) {
            return operation.apply(text);
        }
        StringBuilder result = new StringBuilder(text.length());
        for (int from = 0, to; from < text.length(); from = to) {
            to = pieceEnd(text, from);
            result.append(operation.apply(text.substring(from, to)));
        }
        return result.toString();
    }

    /** Between words if there is one in reach: the small sigma at a word's end is another. */
    private static int pieceEnd(String text, int from) {
        int farthest = from + PIECE;
        if (farthest >= text.length()) {
            return text.length();
        }
        int blank = text.lastIndexOf(' ', farthest);
        return blank > from ? blank : Character.isHighSurrogate(text.charAt(farthest - 1)) ? farthest - 1 : farthest;
    }

    public static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int end = text.offsetByCodePoints(0, 1);
        return title(text.codePointAt(0)) + lower(text.substring(end));
    }

    private static String title(int c) {
        int titled = Character.toTitleCase(c);
        String upper = upper(Character.toString(c));
        boolean expands = titled == c && upper.length() > Character.charCount(c);
        return expands ? upper.charAt(0) + lower(upper.substring(1)) : Character.toString(titled);
    }

    /** {@code str.title()}: every run of letters begins with a capital. */
    public static String title(String text) {
        StringBuilder result = new StringBuilder(text.length());
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean cased = isCased(c);
            result.append(cased && !inWord ? title(c) : lower(Character.toString(c)));
            inWord = cased;
        }
        return result.toString();
    }

    static boolean isCased(int c) {
        return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
    }

    /** {@code str.swapcase()}. */
    static String swapCase(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            String one = Character.toString(c);
            result.append(Character.isUpperCase(c) ? lower(one) : Character.isLowerCase(c) ? upper(one) : one);
        });
        return result.toString();
    }

    /** {@code strip(characters)} at the sides asked for; null strips whitespace. */
    public static String strip(String text, @Nullable String characters, boolean left, boolean right) {
        int start = 0;
        int end = text.length();
        while (left && start < end && strips(text.codePointAt(start), characters)) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (right && end > start && strips(text.codePointBefore(end), characters)) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    private static boolean strips(int c, @Nullable String characters) {
        return characters == null ? Blank.is(c) : characters.indexOf(c) >= 0;
    }

    /** {@code str.splitlines(keepends)}. */
    public static List<String> lines(String text, boolean keepEnds) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c >= '\n' && c <= '\r' || c >= 0x1c && c <= 0x1e || c == 0x85 || c == 0x2028 || c == 0x2029;
            if (!ends) {
                continue;
            }
            int next = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
            add(lines, text.substring(start, keepEnds ? next : i));
            start = next;
            i = next - 1;
        }
        if (start < text.length()) {
            add(lines, text.substring(start));
        }
        return lines;
    }

    /** {@code str.split(separator, most)}; without separator at runs of whitespace. */
    static List<String> split(String text, @Nullable String separator, long most) {
        List<String> parts = new ArrayList<>();
        long left = most < 0 ? Long.MAX_VALUE : most;
        if (separator == null) {
            int at = Blank.skip(text, 0);
            while (at < text.length()) {
                if (left-- <= 0) {
                    add(parts, strip(text.substring(at), null, false, true));
                    return parts;
                }
                int end = at;
                while (end < text.length() && !Blank.is(text.charAt(end))) {
                    end++;
                }
                add(parts, text.substring(at, end));
                at = Blank.skip(text, end);
            }
            return parts;
        }
        Text.searching(text, separator);
        int from = 0;
        int at = text.indexOf(separator);
        while (at >= 0 && left-- > 0) {
            add(parts, text.substring(from, at));
            from = at + separator.length();
            at = text.indexOf(separator, from);
        }
        add(parts, text.substring(from));
        return parts;
    }

    /** {@code str.rsplit(separator, most)}. */
    static List<String> splitFromEnd(String text, @Nullable String separator, long most) {
        if (most < 0) {
            return split(text, separator, most);
        }
        if (separator == null) {
            return wordsFromEnd(text, most);
        }
        Text.searching(text, separator);
        List<String> parts = new ArrayList<>();
        int end = text.length();
        int at = text.lastIndexOf(separator);
        for (long left = most; left > 0 && at >= 0; left--) {
            add(parts, text.substring(at + separator.length(), end));
            end = at;
            at = text.lastIndexOf(separator, end - separator.length());
        }
        add(parts, text.substring(0, end));
        return parts.reversed();
    }

    private static List<String> wordsFromEnd(String text, long most) {
        List<String> parts = new ArrayList<>();
        int end = Blank.skipBack(text, text.length());
        for (long left = most; left > 0 && end > 0; left--) {
            int start = end;
            while (start > 0 && !Blank.is(text.charAt(start - 1))) {
                start--;
            }
            add(parts, text.substring(start, end));
            end = Blank.skipBack(text, start);
        }
        if (end > 0) {
            add(parts, text.substring(0, end));
        }
        return parts.reversed();
    }

    private static void add(List<String> parts, String part) {
        Run.work(16);
        parts.add(part);
    }

    /** Pads to a width in code points: {@code <} left, {@code >} right, {@code ^} as str.center, {@code c} as format. */
    static String pad(Run run, String text, long width, String fill, char align) {
        long missing = width - Text.length(text);
        if (missing <= 0) {
            return text;
        }
        run.charge(width);
        int gap = (int) missing;
        int left = switch (align) {
            case '<' -> 0;
            case '>' -> gap;
            case 'c' -> gap / 2;
            // Python puts the odd blank left only if the width is odd too.
            default -> gap / 2 + (gap & (int) width & 1);
        };
        return fill.repeat(left) + text + fill.repeat(gap - left);
    }

    /** Centers with blanks. */
    public static String center(Run run, String text, long width) {
        return pad(run, text, width, " ", '^');
    }

    /** {@code str.replace(old, new, most)}; all if {@code most} is negative. */
    public static String replace(Run run, String text, String old, String replacement, long most) {
        if (old.isEmpty()) {
            return interleave(run, text, replacement, most);
        }
        Text.searching(text, old);
        int at = text.indexOf(old);
        if (at < 0 || most == 0) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        int from = 0;
        long left = most < 0 ? Long.MAX_VALUE : most;
        while (at >= 0 && left-- > 0) {
            run.charge(replacement.length());
            Run.making((long) result.length() + replacement.length());
            result.append(text, from, at).append(replacement);
            from = at + old.length();
            at = text.indexOf(old, from);
        }
        result.append(text, from, text.length());
        run.charge(result.length());
        return result.toString();
    }

    private static String interleave(Run run, String text, String replacement, long most) {
        long slots = Text.length(text) + 1L;
        long times = most < 0 ? slots : Math.min(most, slots);
        run.charge(text.length() + times * replacement.length());
        StringBuilder result = new StringBuilder();
        int from = 0;
        for (long i = 0; i < times; i++) {
            result.append(replacement);
            if (from < text.length()) {
                int next = text.offsetByCodePoints(from, 1);
                result.append(text, from, next);
                from = next;
            }
        }
        return result.append(text, from, text.length()).toString();
    }
}
