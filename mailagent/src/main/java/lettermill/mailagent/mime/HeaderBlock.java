package lettermill.mailagent.mime;

import java.util.ArrayList;
import java.util.List;
import lettermill.wire.Mailbox;

/** Writes header fields, folded at 78 characters where a space allows it, and remembers where each stands. */
final class HeaderBlock {

    /** RFC 5322 section 2.1.1: lines should stay within this, without the CRLF. */
    private static final int WANTED_LINE = 78;

    /** A word longer than this cannot stand in a line of 998 with its field name: it is encoded. */
    private static final int LONGEST_ATOM = 900;

    /** Where a field stands in the buffer, from its name to behind its CRLF. */
    record Field(String name, int start, int end) {}

    private final OctetBuffer out;
    private final List<Field> fields = new ArrayList<>();
    private String name = "";
    private int start;
    private int column;

    HeaderBlock(OctetBuffer out) {
        this.out = out;
    }

    void clear() {
        fields.clear();
    }

    List<Field> fields() {
        return fields;
    }

    /** A field of free text: Subject and the like. */
    void text(String fieldName, String value) {
        begin(fieldName);
        if (EncodedWords.isNeeded(value) || hasLongWord(value)) {
            encoded(value);
        } else if (!value.isBlank()) {
            spaced(value);
        }
        end();
    }

    /** A field whose value is one token of ASCII, moved to a line of its own when it is long. */
    void token(String fieldName, String value) {
        begin(fieldName);
        word(value);
        end();
    }

    /** A field of several such tokens, folded between them. */
    void tokens(String fieldName, List<String> values) {
        begin(fieldName);
        values.forEach(this::word);
        end();
    }

    /** From, To or Reply-To with one mailbox. */
    void mailbox(String fieldName, Mailbox mailbox) {
        begin(fieldName);
        String shown = mailbox.displayName();
        String address = mailbox.localPart() + '@' + DomainNames.toAscii(mailbox.domain());
        if (shown == null || shown.isBlank()) {
            word(address);
        } else {
            if (EncodedWords.isNeeded(shown) || hasLongWord(shown)) {
                encoded(shown);
            } else {
                spaced(isPhrase(shown) ? shown : quoted(shown));
            }
            word("<" + address + ">");
        }
        end();
    }

    private void begin(String fieldName) {
        name = fieldName;
        start = out.length();
        out.append(fieldName).append((byte) ':');
        column = fieldName.length() + 1;
    }

    private void end() {
        out.crlf();
        fields.add(new Field(name, start, out.length()));
    }

    /** Appends a word behind a space, on a new line if it would not fit. */
    private void word(String word) {
        if (column + 1 + word.length() > WANTED_LINE && column > 1) {
            out.crlf();
            column = 0;
        }
        out.append((byte) ' ').append(word);
        column += 1 + word.length();
    }

    private void encoded(String text) {
        for (String word : EncodedWords.encode(text, WANTED_LINE - column - 1)) {
            word(word);
        }
    }

    /** Keeps every space: a fold only puts a CRLF before one, and never leaves a line of nothing but spaces. */
    private void spaced(String text) {
        int from = 0;
        while (from < text.length()) {
            int to = from;
            while (to < text.length() && text.charAt(to) == ' ') {
                to++;
            }
            while (to < text.length() && text.charAt(to) != ' ') {
                to++;
            }
            if (to < text.length() && text.substring(to).isBlank()) {
                to = text.length();
            }
            if (from == 0) {
                word(text.substring(0, to));
            } else {
                word(text.substring(from + 1, to));
            }
            from = to;
        }
    }

    private static boolean hasLongWord(String text) {
        int word = 0;
        for (int i = 0; i < text.length(); i++) {
            word = text.charAt(i) == ' ' ? 0 : word + 1;
            if (word > LONGEST_ATOM) {
                return true;
            }
        }
        return text.length() > LONGEST_ATOM && text.contains("  ");
    }

    /** Words of letters, digits and a few signs need no quotes (RFC 5322 section 3.2.3). */
    private static boolean isPhrase(String text) {
        return text.chars()
                        .allMatch(c -> (c >= '0' && c <= '9')
                                || (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || " !#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0)
                && !text.startsWith(" ")
                && !text.endsWith(" ")
                && !text.contains("  ");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
