package lettermill.wire.domain;

import java.util.List;

/** The records of a sending domain, one of each purpose; none for a domain that MailAgent has no key of. */
public record DomainCheck(List<RecordCheck> records) {
    public DomainCheck {
        records = List.copyOf(records);
    }
}
