package lettermill.wire.domain;

import java.util.List;
import java.util.stream.Collectors;
import lettermill.wire.domain.Finding.Severity;

/**
 * A record as it should be and as it is.
 *
 * @param wanted what to publish; where something is there already, that with the least change
 * @param found the values that DNS has, of those that serve the purpose
 * @param findings why the verdict is as it is, and what else was noticed
 * @param asked the evidence: every question, in order
 */
public record RecordCheck(
        DnsRecord wanted, Verdict verdict, List<String> found, List<Finding> findings, List<DnsQuestion> asked) {

    public enum Verdict {
        OK,
        /** DNS says that there is no such record. */
        MISSING,
        /** There is one that receivers cannot use, or that says something else. */
        WRONG,
        /** DNS did not answer: this says nothing about the record, and asking again may help. */
        UNKNOWN
    }

    public RecordCheck {
        found = List.copyOf(found);
        findings = List.copyOf(findings);
        asked = List.copyOf(asked);
    }

    /** What is wrong and what to change, in words; empty when all is well. */
    public String advice() {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR || verdict == Verdict.UNKNOWN)
                .map(finding -> (finding.what() + " " + finding.advice()).strip())
                .collect(Collectors.joining(" "));
    }
}
