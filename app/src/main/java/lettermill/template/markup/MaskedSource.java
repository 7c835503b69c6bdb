package lettermill.template.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template source whose Jinja tags are hidden behind private-use characters, so that an HTML parser neither
 * trips over quotes and angle brackets inside them nor moves them. Masked and source have the same length and the
 * same line breaks: a position in one is a position in the other.
 */
public final class MaskedSource {
    private static final Pattern TAG = Pattern.compile("\\{\\{.*?\\}\\}|\\{%.*?%\\}|\\{#.*?#\\}", Pattern.DOTALL);
    private static final char FIRST = '\uE000';
    private static final char LAST = '\uF7FF';
    private static final char FILL = '\uF8FF';

    private final String masked;
    private final List<String> tags = new ArrayList<>();

    public MaskedSource(String source) {
        StringBuilder text = new StringBuilder(source.length());
        Matcher matcher = TAG.matcher(source);
        int from = 0;
        while (matcher.find()) {
            text.append(source, from, matcher.start());
            append(text, matcher.group());
            from = matcher.end();
        }
        masked = text.append(source, from, source.length()).toString();
    }

    private void append(StringBuilder text, String tag) {
        // The 6,145th tag and those behind it stay hidden but can't be told apart: enough for any mail a person wrote.
        text.append((char) Math.min(FIRST + tags.size(), LAST));
        tags.add(tag);
        for (int i = 1; i < tag.length(); i++) {
            text.append(tag.charAt(i) == '\n' ? '\n' : FILL);
        }
    }

    /** The text to parse. */
    public String masked() {
        return masked;
    }

    /** The text with each tag as a single character; places are lost, but no line break of a tag is taken for the text's. */
    String compact() {
        return masked.replaceAll(FILL + "(?:[\n" + FILL + "]*" + FILL + ")?", "");
    }

    /** Whether every tag can be told from every other. */
    boolean distinct() {
        return tags.size() <= LAST - FIRST;
    }

    /** The statements of a piece, in order: what must not get lost or change places. */
    String statements(String piece) {
        return piece.codePoints()
                .filter(c -> isTag(c) && tags.get(c - FIRST).startsWith("{%"))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private boolean isTag(int c) {
        return c >= FIRST && c <= LAST && c - FIRST < tags.size();
    }

    /** Puts the tags back into a piece of the masked text. */
    public String unmask(String piece) {
        StringBuilder text = new StringBuilder(piece.length());
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (isTag(c)) {
                text.append(tags.get(c - FIRST));
            } else if (c != FILL) {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** Whether a piece of the masked text has a tag that prints something. */
    public boolean prints(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (c >= FIRST
                    && c <= LAST
                    && c - FIRST < tags.size()
                    && tags.get(c - FIRST).startsWith("{{")) {
                return true;
            }
        }
        return false;
    }
}
