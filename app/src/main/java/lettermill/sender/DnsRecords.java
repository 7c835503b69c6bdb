package lettermill.sender;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lettermill.wire.domain.DnsRecord;
import lettermill.wire.domain.DnsRecord.Purpose;
import lettermill.wire.domain.RecordCheck;

/** The records of a sending domain; mail in its name is only trusted when all of them are right. */
public record DnsRecords(RecordState spf, RecordState dkim, RecordState dmarc, RecordState returnPath) {

    /** As MailAgent wants them, before anybody has looked. */
    static DnsRecords wanted(List<DnsRecord> records) {
        return of(records.stream().collect(Collectors.toMap(DnsRecord::purpose, RecordState::unchecked)));
    }

    static DnsRecords checked(List<RecordCheck> checks) {
        return of(
                checks.stream().collect(Collectors.toMap(check -> check.wanted().purpose(), RecordState::of)));
    }

    private static DnsRecords of(Map<Purpose, RecordState> states) {
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
                state.apply(Purpose.RETURN_PATH));
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

    Stream<RecordState> all() {
        return Stream.of(spf, dkim, dmarc, returnPath);
    }
}
