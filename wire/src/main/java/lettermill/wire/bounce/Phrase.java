package lettermill.wire.bounce;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Words to be found in a diagnostic text, in lower case. {@code *} stands for up to {@value #GAP} characters, {@code _}
 * for a space. Searched with
 * indexOf, because some three hundred regular expressions for each bounce would cost more than storing it.
 */
record Phrase(List<String> parts) {

    private static final int GAP = 60;
    private static final Pattern STAR = Pattern.compile("\\*");

    static Phrase of(String words) {
        List<String> parts = STAR.splitAsStream(DiagnosticText.normal(words.replace('_', ' ')))
                .toList();
        if (parts.isEmpty() || parts.stream().anyMatch(String::isBlank) || words.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "a wording needs words on both sides of each *, and no address: " + words);
        }
        return new Phrase(parts);
    }

    boolean isIn(String text) {
        String first = parts.getFirst();
        for (int at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
            if (restFollows(text, at + first.length(), 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean restFollows(String text, int from, int part) {
        if (part == parts.size()) {
            return true;
        }
        String words = parts.get(part);
        int last = from + GAP;
        for (int at = text.indexOf(words, from); at >= 0 && at <= last; at = text.indexOf(words, at + 1)) {
            if (restFollows(text, at + words.length(), part + 1)) {
                return true;
            }
        }
        return false;
    }
}
