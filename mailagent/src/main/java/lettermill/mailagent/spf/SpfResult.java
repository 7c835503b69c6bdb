package lettermill.mailagent.spf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a check.
 *
 * @param reason in words: which term decided, or what is wrong with which record
 * @param explanation what the domain says to those it refuses (section 6.2); null if nothing
 * @param records every record that was read, in order
 * @param lookups terms that asked DNS; over 10 is an error (section 4.6.4)
 * @param voidLookups questions to which there was no record; over 2 is an error
 */
public record SpfResult(
        SpfVerdict verdict,
        String reason,
        @Nullable String explanation,
        List<Read> records,
        int lookups,
        int voidLookups) {

    public SpfResult {
        records = List.copyOf(records);
    }

    /** @param record as found, strings joined */
    public record Read(String domain, String record) {}
}
