package lettermill.sender;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lettermill.sender.dkim.SelectorState;
import lettermill.wire.domain.DnsRecord;
import lettermill.wire.domain.DnsRecord.Purpose;
import lettermill.wire.domain.DomainCheck;
import lettermill.wire.domain.Selector.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The records of a sending domain; mail in its name is only trusted when the four are right.
 *
 * @param dkim of the RSA key that signs
 * @param otherDkim the other DKIM keys, the newest first: successors that wait, keys that retired, a second signature's
 */
public record DnsRecords(
        RecordState spf, RecordState dkim, RecordState dmarc, RecordState returnPath, List<SelectorState> otherDkim) {

    /** @param otherDkim null stands for none, as rows of before have it */
    public DnsRecords(
            RecordState spf,
            RecordState dkim,
            RecordState dmarc,
            RecordState returnPath,
            @Nullable List<SelectorState> otherDkim) {
        this.spf = spf;
        this.dkim = dkim;
        this.dmarc = dmarc;
        this.returnPath = returnPath;
        this.otherDkim = otherDkim == null ? List.of() : List.copyOf(otherDkim);
    }

    /** As MailAgent wants them, before anybody has looked. */
    static DnsRecords wanted(List<DnsRecord> records) {
        return of(records.stream().collect(Collectors.toMap(DnsRecord::purpose, RecordState::unchecked)), List.of());
    }

    static DnsRecords checked(DomainCheck check) {
        Map<Purpose, RecordState> states = check.records().stream()
                .collect(Collectors.toMap(each -> each.wanted().purpose(), RecordState::of));
        return of(states, check.selectors().stream().map(SelectorState::of).toList());
    }

    public DnsRecords withOtherDkim(List<SelectorState> selectors) {
        return new DnsRecords(spf, dkim, dmarc, returnPath, selectors);
    }

    private static DnsRecords of(Map<Purpose, RecordState> states, List<SelectorState> selectors) {
        Function<Purpose, RecordState> state = purpose -> {
            RecordState found = states.get(purpose);
            if (found == null) {
                throw new IllegalStateException("MailAgent said nothing about " + purpose);
            }
            return found;
        };
        return new DnsRecords(
                state.apply(Purpose.SPF),
                state.apply(Purpose.DKIM),
                state.apply(Purpose.DMARC),
                state.apply(Purpose.RETURN_PATH),
                selectors);
    }

    /** The records that are missing or wrong by their names here, each with its verdict. */
    Map<String, String> wrong() {
        Map<String, String> wrong = new TreeMap<>();
        Map.of("spf", spf, "dkim", dkim, "dmarc", dmarc, "return_path", returnPath)
                .forEach((name, record) -> {
                    if (record.verdict() == RecordVerdict.MISSING || record.verdict() == RecordVerdict.WRONG) {
                        wrong.put(name, record.verdict().name());
                    }
                });
        return wrong;
    }

    /** The names of the records that receivers need for mail that leaves now. */
    List<String> signing() {
        Stream<String> second = otherDkim.stream()
                .filter(selector -> selector.stage() == Stage.SIGNING)
                .map(selector -> selector.record().name());
        return Stream.concat(Stream.of(dkim.name()), second).toList();
    }

    /** Whether a key waits for somebody to publish its record. */
    boolean waiting() {
        return otherDkim.stream().anyMatch(selector -> selector.stage() == Stage.WAITING);
    }

    /** Those that have to be right. */
    Stream<RecordState> all() {
        return Stream.of(spf, dkim, dmarc, returnPath);
    }
}
