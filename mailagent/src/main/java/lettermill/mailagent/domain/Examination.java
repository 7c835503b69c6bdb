package lettermill.mailagent.domain;

import java.util.ArrayList;
import java.util.List;
import lettermill.mailagent.dns.Inquiry;
import lettermill.wire.domain.DnsQuestion;
import lettermill.wire.domain.DnsRecord;
import lettermill.wire.domain.Finding;
import lettermill.wire.domain.Finding.Severity;
import lettermill.wire.domain.RecordCheck;
import lettermill.wire.domain.RecordCheck.Verdict;

/** What one look at one record brings to light, gathered until there is a verdict. For one thread. */
final class Examination {
    private final Inquiry dns;
    private final List<Finding> findings = new ArrayList<>();
    private DnsRecord wanted;
    private List<String> found = List.of();

    Examination(DnsRecord wanted, Inquiry dns) {
        this.wanted = wanted;
        this.dns = dns;
    }

    Inquiry dns() {
        return dns;
    }

    DnsRecord wanted() {
        return wanted;
    }

    /** What stands there already, with what it lacks. */
    void wantInstead(String value) {
        wanted = new DnsRecord(wanted.purpose(), wanted.type(), wanted.name(), value);
    }

    void found(List<String> values) {
        found = values;
    }

    void note(String what) {
        findings.add(new Finding(Severity.NOTE, what, ""));
    }

    void warn(String what, String advice) {
        findings.add(new Finding(Severity.WARNING, what, advice));
    }

    RecordCheck ok(String what) {
        findings.addFirst(new Finding(Severity.NOTE, what, ""));
        return end(Verdict.OK);
    }

    RecordCheck missing(String what, String advice) {
        findings.addFirst(new Finding(Severity.ERROR, what, advice));
        return end(Verdict.MISSING);
    }

    RecordCheck wrong(String what, String advice) {
        findings.addFirst(new Finding(Severity.ERROR, what, advice));
        return end(Verdict.WRONG);
    }

    RecordCheck unknown(String detail) {
        findings.addFirst(new Finding(
                Severity.WARNING,
                "DNS did not tell: " + detail + ".",
                "It is asked again; nothing is concluded from this."));
        return end(Verdict.UNKNOWN);
    }

    private RecordCheck end(Verdict verdict) {
        List<DnsQuestion> asked = dns.asked().stream()
                .map(each -> new DnsQuestion(each.name(), each.type(), each.answer()))
                .toList();
        return new RecordCheck(wanted, verdict, found, findings, asked);
    }
}
