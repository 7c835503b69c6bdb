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
        for (int i = 0; i < marked.length(); i++) {
            layout.take(marked.charAt(i));
        }
        return layout.out.isEmpty() ? "" : layout.out.append('\n').toString();
    }

    private void take(char c) {
        switch (c) {
            case ' ', '\n', '\t', '\r', '\f' -> space = true;
            case PARAGRAPH -> breaks = Math.max(breaks, 2);
            case LINE -> breaks = Math.max(breaks, 1);
            case BREAK -> breaks = Math.min(breaks + 1, 2);
            default -> {
                if (!invisible(c)) {
                    write(c == '\u00A0' ? ' ' : c);
                }
            }
        }
    }

    /** Writes the white space that was due, now that something follows it. */
    private void write(char c) {
        if (!out.isEmpty() && breaks > 0) {
            out.append(breaks == 1 ? "\n" : "\n\n");
        } else if (!out.isEmpty() && space && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
        }
        breaks = 0;
        space = false;
        out.append(c);
    }

    /** Soft hyphens, joiners and byte order marks: they steer a layout that plain text doesn't have. */
    private static boolean invisible(char c) {
        return c == '\u00AD' || c == '\u200B' || c == '\u200C' || c == '\u2060' || c == '\uFEFF' || c == '\u034F';
    }
}
