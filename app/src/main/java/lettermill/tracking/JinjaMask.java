package lettermill.tracking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A template's source with everything Jinja blanked out, character for character, so that its HTML can be read as it stands and
 * every position still holds in the source. The inside of {@code {% raw %}} is text and stays.
 */
final class JinjaMask {

    /** Stands for a character of a Jinja tag. Templates can't contain it: NUL is refused at the edge. */
    static final char BLANK = '\0';

    /** A tag, with its delimiters: {@code source[from, to)}. */
    record Tag(int from, int to, String source) {

        boolean statement() {
            return source.startsWith("{%");
        }

        /** The first word of a statement: {@code if}, {@code endfor}... */
        String keyword() {
            String inside = source.substring(2, source.length() - 2)
                    .replaceAll("^[-+]", "")
                    .strip();
            int end = 0;
            while (end < inside.length() && Character.isLetter(inside.charAt(end))) {
                end++;
            }
            return inside.substring(0, end).toLowerCase(Locale.ROOT);
        }
    }

    private final String source;
    private final char[] masked;
    private final List<Tag> tags = new ArrayList<>();
    private final List<int[]> raw = new ArrayList<>();

    JinjaMask(String source) {
        this.source = source;
        this.masked = source.toCharArray();
        int at = 0;
        while ((at = next(at)) >= 0) {
            Tag tag = tagAt(at);
            blank(tag);
            at = tag.statement() && tag.keyword().equals("raw") ? skipRaw(tag) : tag.to();
        }
    }

    /** The source with blanks for Jinja. */
    String text() {
        return new String(masked);
    }

    /** The tags within {@code [from, to)}, in their order. */
    List<Tag> tags(int from, int to) {
        return tags.stream().filter(tag -> tag.from() >= from && tag.to() <= to).toList();
    }

    /** Whether the position lies in a raw block, where a tag would be printed instead of run. */
    boolean raw(int position) {
        return raw.stream().anyMatch(range -> range[0] <= position && position < range[1]);
    }

    private int next(int from) {
        for (int at = source.indexOf('{', from); at >= 0; at = source.indexOf('{', at + 1)) {
            if (at + 1 < source.length() && "{%#".indexOf(source.charAt(at + 1)) >= 0) {
                return at;
            }
        }
        return -1;
    }

    private Tag tagAt(int from) {
        char kind = source.charAt(from + 1);
        String close = kind == '{' ? "}}" : kind + "}";
        int at = from + 2;
        while (at < source.length() && !source.startsWith(close, at)) {
            char c = source.charAt(at);
            // A string literal may contain what looks like the end of the tag.
            at = kind != '#' && (c == '"' || c == '\'') ? afterString(at) : at + 1;
        }
        int to = Math.min(source.length(), at + 2);
        return new Tag(from, to, source.substring(from, to));
    }

    private int afterString(int from) {
        char quote = source.charAt(from);
        int at = from + 1;
        while (at < source.length() && source.charAt(at) != quote) {
            at += source.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(source.length(), at + 1);
    }

    private int skipRaw(Tag start) {
        int at = start.to();
        while ((at = source.indexOf("{%", at)) >= 0) {
            Tag tag = tagAt(at);
            if (tag.keyword().equals("endraw")) {
                raw.add(new int[] {start.to(), tag.from()});
                blank(tag);
                return tag.to();
            }
            at += 2;
        }
        return source.length();
    }

    private void blank(Tag tag) {
        Arrays.fill(masked, tag.from(), tag.to(), BLANK);
        tags.add(tag);
    }
}
