package lettermill.jinja;

/**
 * Text that is HTML already and isn't escaped again: the Markup of MarkupSafe. What is added to it by operators,
 * {@code format}, {@code join} or {@code replace} is escaped first, so the result is safe too. Equal to another of
 * the same text.
 */
public record SafeString(String text) implements CharSequence {
    /** The text with {@code & < > ' "} as entities. */
    public static SafeString escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        appendEscaped(text, escaped);
        return new SafeString(escaped.toString());
    }

    /** Appends the text to {@code out}, escaped; the parts between special characters in one piece. */
    public static void appendEscaped(String text, StringBuilder out) {
        int written = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > '>' || c < '"') {
                continue;
            }
            String entity = switch (c) {
                case '&' -> "&amp;";
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '\'' -> "&#39;";
                case '"' -> "&#34;";
                default -> "";
            };
            if (!entity.isEmpty()) {
                out.append(text, written, i).append(entity);
                written = i + 1;
            }
        }
        out.append(text, written, length);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
