package lettermill.template.markup;

/**
 * Sets marked text: white space collapses as in HTML, marks become line breaks, and of several marks in a row the
 * strongest counts. Done after rendering, so that what a condition leaves out leaves no gap.
 */
public final class TextLayout {
    /** An empty line. */
    static final char PARAGRAPH = '\u0001';
    /** A new line. */
    static final char LINE = '\u0002';
    /** One more line break, as of {@code <br>}. */
    static final char BREAK = '\u0003';

    private final StringBuilder out;
    private int breaks;
    private boolean space;

    private TextLayout(int length) {
        out = new StringBuilder(length);
    }

    /** The text to read; ends with a line break unless empty. */
    public static String of(String marked) {
        TextLayout layout = new TextLayout(marked.length() + 1);
        // An array is read several times as fast as a String; this reads every character of every letter.
        char[] text = marked.toCharArray();
        int at = 0;
        while (at < text.length) {
            int end = wordsEnd(text, at);
            if (end > at) {
                layout.due();
                layout.out.append(text, at, end - at);
                at = end;
            } else {
                layout.take(text[at]);
                at++;
            }
        }
        return layout.out.isEmpty() ? "" : layout.out.append('\n').toString();
    }

    /** Where a piece ends that stands as it is, most often a whole sentence: it is copied at once. */
    private static int wordsEnd(char[] text, int from) {
        int at = from;
        while (at < text.length && (plain(text[at]) || spaceWithin(text, from, at))) {
            at++;
        }
        return at;
    }

    private static boolean plain(char c) {
        return c > ' ' && c < '\u00A0';
    }

    private static boolean spaceWithin(char[] text, int from, int at) {
        return text[at] == ' ' && at > from && at + 1 < text.length && plain(text[at + 1]);
    }

    private void take(char c) {
        switch (c) {
            case ' ', '\n', '\t', '\r', '\f' -> space = true;
            case PARAGRAPH -> breaks = Math.max(breaks, 2);
            case LINE -> breaks = Math.max(breaks, 1);
            case BREAK -> breaks = Math.min(breaks + 1, 2);
            default -> {
                if (!invisible(c)) {
                    due();
                    out.append(c == '\u00A0' ? ' ' : c);
                }
            }
        }
    }

    /** Writes the white space that was due, now that something follows it. */
    private void due() {
        if (!out.isEmpty() && breaks > 0) {
            out.append(breaks == 1 ? "\n" : "\n\n");
        } else if (!out.isEmpty() && space && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
        }
        breaks = 0;
        space = false;
    }

    /** Soft hyphens, joiners and byte order marks: they steer a layout that plain text doesn't have. */
    private static boolean invisible(char c) {
        return c == '\u00AD' || c == '\u200B' || c == '\u200C' || c == '\u2060' || c == '\uFEFF' || c == '\u034F';
    }
}
