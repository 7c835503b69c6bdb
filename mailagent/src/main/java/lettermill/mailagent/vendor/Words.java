package lettermill.mailagent.vendor;

import lettermill.mailagent.vendor.Answer.Said;
import lettermill.wire.HeaderText;

/** What a person gets to read of an answer: one line, of a length that fits. */
final class Words {
    private static final int LONGEST = 500;
    private static final int LONGEST_FOREIGN = 120;

    private Words() {}

    static String printable(String text) {
        String line = HeaderText.oneLine(text);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }

    /** The beginning of a body that is none of the vendor's: a gateway's page, for example, without its tags. */
    static String foreign(Said said) {
        String text = printable(said.body()
                .substring(0, Math.min(said.body().length(), 4 * LONGEST))
                .replaceAll("(?is)<(script|style)\\b.*?(</\\1>|$)|<[^>]*>?", " ")
                .replaceAll("\\s+", " "));
        return text.length() <= LONGEST_FOREIGN ? text : text.substring(0, LONGEST_FOREIGN);
    }
}
