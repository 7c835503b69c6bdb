package lettermill.jinja.syntax;

/** Whitespace as Python's {@code \s} and {@code str.isspace} know it. */
public final class Blank {
    private Blank() {}

    /** Whether the character is whitespace to Python. */
    public static boolean is(int c) {
        return c == ' '
                || c >= 9 && c <= 13
                || c >= 0x1c && c <= 0x1f
                || c == 0x85
                || c == 0xa0
                || c > 0xff && (Character.isSpaceChar(c) && c != 0x200b);
    }

    /** The first offset at or behind {@code from} that isn't whitespace. */
    public static int skip(String text, int from) {
        int i = from;
        while (i < text.length() && is(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The last offset at or before {@code to} with no whitespace before it. */
    public static int skipBack(String text, int to) {
        int i = to;
        while (i > 0 && is(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    /** The text without whitespace at its end. */
    static String stripEnd(String text) {
        return text.substring(0, skipBack(text, text.length()));
    }
}
