package lettermill.sender.doctor;

import java.time.Instant;
import java.util.List;
import lettermill.sender.DomainStatus;
import lettermill.wire.domain.DnsQuestion;
import lettermill.wire.domain.DnsRecord;
import lettermill.wire.domain.Finding;
import lettermill.wire.domain.RecordCheck;

/**
 * What a close look at a domain brought to light.
 *
 * @param sendable whether mail may leave in its name
 * @param errors how many findings are errors; so is each list that has the domain
 * @param warnings how many are warnings
 * @param blocklists the last word of each blocklist that is asked
 */
public record DoctorReport(
        String host,
        DomainStatus status,
        boolean sendable,
        Instant examinedAt,
        long errors,
        long warnings,
        List<Examination> examinations,
        List<Listings.ListStatement> blocklists) {

    /**
     * One record and all that was found about it.
     *
     * @param found the values that DNS has
     * @param asked the evidence: every question, in order
     */
    public record Examination(
            DnsRecord.Purpose subject,
            RecordCheck.Verdict verdict,
            Wanted wanted,
            List<String> found,
            List<Finding> findings,
            List<DnsQuestion> asked) {

        static Examination of(RecordCheck check) {
            DnsRecord wanted = check.wanted();
            return new Examination(
                    wanted.purpose(),
                    check.verdict(),
                    new Wanted(wanted.type(), wanted.name(), wanted.value()),
                    check.found(),
                    check.findings(),
                    check.asked());
        }
    }

    /** What should stand in DNS. */
    public record Wanted(String type, String name, String value) {}
}
