package lettermill.mailagent.domain;

import java.util.List;
import java.util.Optional;
import lettermill.mailagent.dmarc.DmarcChecker;
import lettermill.mailagent.dmarc.DmarcPolicy;
import lettermill.mailagent.dmarc.DmarcRecord;
import lettermill.mailagent.dmarc.DmarcResult;
import lettermill.mailagent.dmarc.DmarcResult.Verdict;
import lettermill.mailagent.dmarc.PublicSuffixes;
import lettermill.wire.domain.RecordCheck;

/** Whether a DMARC policy covers the domain, its own or one from above (RFC 9989 section 4.10). */
final class DmarcJudge {
    private DmarcJudge() {}

    /** Mail of ours has one domain in From, Return-Path and d=; so it always aligns, be it strictly. */
    static RecordCheck judge(Examination examination, String host) {
        DmarcResult result = DmarcChecker.check(host, List.of(host), List.of(host), examination.dns());
        if (result.verdict() == Verdict.TEMPERROR) {
            return examination.unknown(result.reason());
        }
        DmarcRecord record = result.record();
        if (record == null) {
            return none(examination, host);
        }
        examination.found(List.of(record.text()));
        record.notes().forEach(note -> examination.warn("In the record, " + note + ".", "Mend the record."));
        if (record.reportsTo().isEmpty()) {
            examination.warn(
                    "Nobody gets aggregate reports, so nobody sees who else sends in the domain's name.",
                    "Add rua=mailto: with an address that reads them.");
        }
        if (result.policy() == DmarcPolicy.NONE) {
            examination.note("The policy p=none asks receivers only to look; forged mail is not kept out.");
        }
        noteOtherOrganization(examination, host, result.organizationalDomain());
        return examination.ok("The record of " + result.recordDomain() + " covers mail from " + host + ".");
    }

    private static RecordCheck none(Examination examination, String host) {
        List<String> records = DmarcChecker.recordsAt(host, examination.dns());
        List<String> texts = examination.dns().texts("_dmarc." + host).values();
        examination.found(texts);
        if (records.size() > 1) {
            return examination.wrong(
                    "_dmarc." + host + " has " + records.size() + " DMARC records, which count as none.",
                    "Leave one of them.");
        }
        if (!texts.isEmpty()) {
            return examination.wrong(
                    "What stands at _dmarc." + host
                            + " is no usable DMARC record: it has to begin with v=DMARC1, in this"
                            + " case, and to have p=none, p=quarantine or p=reject.",
                    "Publish the record that is wanted instead.");
        }
        return examination.missing(
                "There is no DMARC record at _dmarc." + host + " or above.", "Publish the record that is wanted.");
    }

    /** Receivers that still take the Public Suffix List may see other organisations than the tree walk does. */
    private static void noteOtherOrganization(Examination examination, String host, String byWalk) {
        Optional<String> byList = PublicSuffixes.registrable(host);
        if (byList.isPresent() && !byList.get().equals(byWalk)) {
            examination.note("The organisation is " + byWalk + " by RFC 9989, and " + byList.get()
                    + " to receivers that still go by the Public Suffix List.");
        }
    }
}
