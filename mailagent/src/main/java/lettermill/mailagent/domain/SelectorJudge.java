package lettermill.mailagent.domain;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import lettermill.wire.domain.Finding;
import lettermill.wire.domain.Finding.Severity;
import lettermill.wire.domain.RecordCheck;
import lettermill.wire.domain.RecordCheck.Verdict;
import lettermill.wire.domain.Selector;

/** What the record of a DKIM key means at the key's stage. Nothing of it is an error: mail is signed by another key meanwhile. */
final class SelectorJudge {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private SelectorJudge() {}

    /** @param look at the record, as if the key signed */
    static RecordCheck judge(Selector selector, RecordCheck look) {
        boolean there = look.verdict() == Verdict.OK;
        List<Finding> findings = new ArrayList<>();
        switch (selector.stage()) {
            case WAITING -> {
                look.findings().forEach(finding -> findings.add(softened(finding)));
                findings.add(note(
                        there
                                ? "The next verification lets this key sign."
                                : "This key signs nothing until its record was seen; mail is signed without it."));
            }
            case SIGNING -> look.findings().forEach(finding -> findings.add(softened(finding)));
            case RETIRED -> {
                String until = DAY.format(Objects.requireNonNull(selector.keepUntil()));
                String why = "Mail on its way may be signed with this key, which signs nothing any more.";
                String advice =
                        (there ? "Leave the record published until " : "Publish the record again until ") + until + ".";
                findings.add(new Finding(there ? Severity.NOTE : Severity.WARNING, why, advice));
            }
            case ERASED -> {
                String advice = look.verdict() == Verdict.MISSING ? "" : "The record may be removed.";
                findings.add(new Finding(Severity.NOTE, "This key is erased, and no mail needs it any more.", advice));
            }
        }
        return new RecordCheck(look.wanted(), look.verdict(), look.found(), findings, look.asked());
    }

    private static Finding note(String what) {
        return new Finding(Severity.NOTE, what, "");
    }

    private static Finding softened(Finding finding) {
        return finding.severity() == Severity.ERROR
                ? new Finding(Severity.WARNING, finding.what(), finding.advice())
                : finding;
    }
}
