package lettermill.mailagent.spf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record, read whole before it is used, since an error anywhere spoils it (section 4.6).
 *
 * @param redirect the record to use when no directive matches
 * @param explanation where the text for a FAIL stands
 */
record SpfRecord(
        List<Directive> directives,
        @Nullable MacroString redirect,
        @Nullable MacroString explanation) {

    /** Section 4.5: the version ends at a space or at the end of the record. */
    static boolean isOne(String text) {
        return text.regionMatches(true, 0, "v=spf1", 0, 6) && (text.length() == 6 || text.charAt(6) == ' ');
    }

    static SpfRecord parse(String text) throws SpfSyntaxException {
        return new SpfParser().parse(text.substring(6));
    }
}
