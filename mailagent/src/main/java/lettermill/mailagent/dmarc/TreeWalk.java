package lettermill.mailagent.dmarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lettermill.mailagent.dmarc.DmarcRecord.PublicSuffix;
import lettermill.mailagent.dns.Answer;
import lettermill.mailagent.dns.Answer.Failed;
import lettermill.mailagent.dns.Inquiry;

/**
 * The DNS tree walk of RFC 9989 section 4.10: from a domain up to its top-level domain, eight questions at most.
 *
 * @param start in lower case
 * @param found the valid records on the way, the longest name first
 * @param failure in words, when DNS did not answer; null if it did
 */
record TreeWalk(String start, List<At> found, Optional<String> failure) {
    private static final int MOST_LABELS = 7;

    record At(String domain, DmarcRecord record) {}

    static TreeWalk from(String domain, Inquiry dns) {
        String start = domain.toLowerCase(Locale.ROOT);
        List<At> found = new ArrayList<>();
        List<String> labels = List.of(start.split("\\."));
        while (!labels.isEmpty()) {
            String name = String.join(".", labels);
            Answer<String> texts = dns.texts("_dmarc." + name);
            if (texts instanceof Failed<String>(Answer.Failure why, String detail)) {
                return new TreeWalk(start, found, Optional.of("_dmarc." + name + ": " + detail));
            }
            Optional<DmarcRecord> record = single(texts.values());
            record.ifPresent(valid -> found.add(new At(name, valid)));
            if (record.isPresent() && record.get().publicSuffix() != PublicSuffix.UNKNOWN) {
                break;
            }
            labels = labels.subList(Math.max(1, labels.size() - MOST_LABELS), labels.size());
        }
        return new TreeWalk(start, List.copyOf(found), Optional.empty());
    }

    /** Several records count as none. */
    private static Optional<DmarcRecord> single(List<String> texts) {
        List<String> records = texts.stream().filter(DmarcRecord::isOne).toList();
        return records.size() == 1 ? DmarcRecord.parse(records.getFirst()) : Optional.empty();
    }

    /** Section 4.10.2; the starting domain itself when there is no record at all. */
    String organizationalDomain() {
        for (At at : found) {
            if (at.record().publicSuffix() == PublicSuffix.NO) {
                return at.domain();
            }
            if (at.record().publicSuffix() == PublicSuffix.YES && !at.domain().equals(start)) {
                String below = start.substring(0, start.length() - at.domain().length() - 1);
                return below.substring(below.lastIndexOf('.') + 1) + "." + at.domain();
            }
        }
        return found.isEmpty() ? start : found.getLast().domain();
    }

    /** Section 4.10.1: the record of the domain, else of its organisational domain, else of the public suffix. */
    Optional<At> policy() {
        String organizational = organizationalDomain();
        return at(start)
                .or(() -> at(organizational))
                .or(() -> found.stream()
                        .filter(at -> at.record().publicSuffix() == PublicSuffix.YES)
                        .findFirst());
    }

    private Optional<At> at(String domain) {
        return found.stream().filter(at -> at.domain().equals(domain)).findFirst();
    }
}
