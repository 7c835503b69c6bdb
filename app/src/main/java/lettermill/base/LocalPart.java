package lettermill.base;

import java.text.Normalizer;
import java.util.Optional;

/** The part before the @: RFC 5321 section 4.1.2 with the non-ASCII characters of RFC 6531 section 3.3. */
final class LocalPart {

    private static final String ATOM_SYMBOLS = "!#$%&'*+-/=?^_`{|}~";

    private LocalPart() {}

    /** The text in NFC and without needless quotes or escapes, or empty when it is no local part. */
    static Optional<String> read(String text) {
        if (isDotAtom(text)) {
            return Optional.of(composed(text));
        }
        return unquoted(text).map(LocalPart::shortest);
    }

    // Ana@ and "Ana"@ are one mailbox; without this a quoted spelling would slip past the suppression list.
    private static String shortest(String content) {
        String composed = composed(content);
        if (isDotAtom(composed)) {
            return composed;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : composed.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.append('"').toString();
    }

    private static String composed(String text) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static boolean isDotAtom(String text) {
        if (text.isEmpty() || startsWithMark(text.codePointAt(0))) {
            return false;
        }
        int previous = '.';
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c == '.' ? previous == '.' : !isAtomCharacter(c)) {
                return false;
            }
            previous = c;
            i += Character.charCount(c);
        }
        return previous != '.';
    }

    private static Optional<String> unquoted(String text) {
        int last = text.length() - 1;
        if (last < 2 || text.charAt(0) != '"' || text.charAt(last) != '"') {
            return Optional.empty();
        }
        StringBuilder content = new StringBuilder();
        for (int i = 1; i < last; ) {
            int c = text.codePointAt(i);
            if (c == '\\') {
                i++;
                c = i < last ? text.codePointAt(i) : -1;
                if (c < ' ' || c > '~') {
                    return Optional.empty();
                }
            } else if (c == '"' || c != ' ' && !isVisible(c)) {
                return Optional.empty();
            }
            content.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return startsWithMark(content.codePointAt(0)) ? Optional.empty() : Optional.of(content.toString());
    }

    private static boolean isAtomCharacter(int c) {
        if (c > 127) {
            return isVisible(c);
        }
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || ATOM_SYMBOLS.indexOf(c) >= 0;
    }

    /** Neither a control nor a space, nor anything invisible that could make two addresses look alike. */
    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    /** A combining mark would attach itself to whatever is printed before the address. */
    private static boolean startsWithMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }
}
