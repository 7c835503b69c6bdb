package lettermill.mailagent.dmarc;

import org.jspecify.annotations.Nullable;

/**
 * The outcome for one From domain.
 *
 * @param policy what the receiver is asked to do; null without a record
 * @param recordDomain whose record it is; null without one
 * @param organizationalDomain of the From domain, by the tree walk
 * @param alignedSpf the SPF domain that aligns; null if none does
 * @param alignedDkim the DKIM domain that aligns; null if none does
 */
public record DmarcResult(
        Verdict verdict,
        String reason,
        @Nullable DmarcPolicy policy,
        @Nullable String recordDomain,
        @Nullable DmarcRecord record,
        String organizationalDomain,
        @Nullable String alignedSpf,
        @Nullable String alignedDkim) {

    public enum Verdict {
        /** There is no usable record. */
        NONE,
        PASS,
        FAIL,
        /** DNS did not answer: nobody knows. */
        TEMPERROR
    }
}
