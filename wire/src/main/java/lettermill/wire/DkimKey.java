package lettermill.wire;

import java.util.List;
import lettermill.wire.domain.DnsRecord;

/** The public side of a domain's DKIM key (RFC 6376 section 3.6.1): its selector and what to publish. */
public record DkimKey(String selector, List<DnsRecord> records) {
    public DkimKey {
        records = List.copyOf(records);
    }
}
