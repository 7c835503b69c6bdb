package lettermill.wire.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a sending domain.
 *
 * @param records one of each purpose, for DKIM that of the RSA key which signs; none for a domain that MailAgent has no key of
 * @param selectors the other DKIM keys, the newest first; none unless there is a rotation or a second signature
 */
public record DomainCheck(List<RecordCheck> records, List<SelectorCheck> selectors) {

    /** @param selectors null stands for none, as a MailAgent of before says it */
    public DomainCheck(List<RecordCheck> records, @Nullable List<SelectorCheck> selectors) {
        this.records = List.copyOf(records);
        this.selectors = selectors == null ? List.of() : List.copyOf(selectors);
    }
}
