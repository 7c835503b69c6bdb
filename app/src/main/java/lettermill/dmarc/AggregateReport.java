package lettermill.dmarc;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One receiver's report on one domain, mostly on a day (RFC 9990 section 3; RFC 7489 appendix C before it).
 *
 * @param organization who reports, {@code google.com}
 * @param reportId the receiver's own name for it
 * @param domain whose DMARC record was found, in lower case
 * @param policy what that record asked for: {@code none}, {@code quarantine} or {@code reject}
 */
record AggregateReport(
        String organization,
        String reportId,
        Instant beginsAt,
        Instant endsAt,
        String domain,
        String policy,
        List<Source> sources) {

    /** What the receiver did with mail. */
    enum Disposition {
        NONE,
        /** The policy was met; RFC 9990's word where RFC 7489 had none. */
        PASS,
        QUARANTINE,
        REJECT
    }

    /**
     * Mail of one kind from one host.
     *
     * @param address the host that brought it, IPv4 or IPv6
     * @param messages how many
     * @param dkimAligned whether a valid signature was of the domain in From, or near enough for its policy
     * @param spfAligned the same of SPF and the domain of the return path
     * @param headerFrom the domain in From
     * @param envelopeFrom the domain of the return path; null where it was not reported
     * @param dkimDomains domains of signatures that were valid, comma separated; empty for none
     * @param overrides why the receiver did not do as the policy says, comma separated; empty for nothing
     */
    record Source(
            String address,
            long messages,
            Disposition disposition,
            boolean dkimAligned,
            boolean spfAligned,
            String headerFrom,
            @Nullable String envelopeFrom,
            String dkimDomains,
            String overrides) {}
}
