package lettermill.jinja.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lettermill.jinja.syntax.Blank;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import org.jspecify.annotations.Nullable;

/** Python's operations on strings. */
public final class Strings {
    private Strings() {}

    public static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
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
            lines.add(text.substring(start, keepEnds ? next : i));
            start = next;
            i = next - 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
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
                    parts.add(strip(text.substring(at), null, false, true));
                    return parts;
                }
                int end = at;
                while (end < text.length() && !Blank.is(text.charAt(end))) {
                    end++;
                }
                parts.add(text.substring(at, end));
                at = Blank.skip(text, end);
            }
            return parts;
        }
        int from = 0;
        int at = text.indexOf(separator);
        while (at >= 0 && left-- > 0) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
            at = text.indexOf(separator, from);
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** {@code str.rsplit(separator, most)}. */
    static List<String> splitFromEnd(String text, @Nullable String separator, long most) {
        if (most < 0) {
            return split(text, separator, most);
        }
        List<String> parts = new ArrayList<>();
        String rest = separator == null ? strip(text, null, false, true) : text;
        long left = most;
        while (true) {
            int at = separator == null ? lastBlank(rest) : rest.lastIndexOf(separator);
            if (left-- <= 0 || at < 0) {
                break;
            }
            parts.addFirst(rest.substring(at + (separator == null ? 1 : separator.length())));
            rest = rest.substring(0, at);
            rest = separator == null ? strip(rest, null, false, true) : rest;
        }
        String head = separator == null ? strip(rest, null, true, true) : rest;
        if (separator != null || !head.isEmpty()) {
            parts.addFirst(separator == null ? strip(rest, null, true, false) : rest);
        }
        return parts;
    }

    private static int lastBlank(String text) {
        String trimmed = strip(text, null, true, false);
        for (int i = text.length() - 1; i >= text.length() - trimmed.length(); i--) {
            if (Blank.is(text.charAt(i))) {
                return i;
            }
        }
        return -1;
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
        int at = text.indexOf(old);
        if (at < 0 || most == 0) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        int from = 0;
        long left = most < 0 ? Long.MAX_VALUE : most;
        while (at >= 0 && left-- > 0) {
            run.charge((long) result.length() + replacement.length() > 4096 ? replacement.length() : 16);
            if ((long) result.length() + replacement.length() > Integer.MAX_VALUE / 4) {
                run.charge(Long.MAX_VALUE);
            }
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
