package lettermill.sender;

import java.util.List;
import lettermill.wire.domain.DnsRecord;
import lettermill.wire.domain.RecordCheck;

/**
 * A record that a domain's owner has to publish, and how it was found.
 *
 * @param type {@code TXT} or {@code MX}
 * @param name the full name, without a final dot
 * @param wanted the value to publish; where something is there already, that with the least change
 * @param found what DNS has
 * @param advice what is wrong and what to change, in words; empty when there is nothing to do
 */
public record RecordState(
        String type, String name, String wanted, RecordVerdict verdict, List<String> found, String advice) {
    public RecordState {
        found = List.copyOf(found);
    }

    public static RecordState unchecked(DnsRecord record) {
        return new RecordState(record.type(), record.name(), record.value(), RecordVerdict.UNCHECKED, List.of(), "");
    }

    public static RecordState of(RecordCheck check) {
        DnsRecord wanted = check.wanted();
        return new RecordState(
                wanted.type(),
                wanted.name(),
                wanted.value(),
                RecordVerdict.of(check.verdict()),
                check.found(),
                check.advice());
    }
}
