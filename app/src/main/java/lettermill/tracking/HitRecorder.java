package lettermill.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lettermill.base.MessageId;
import lettermill.ledger.Ledger;
import lettermill.ledger.Located;
import lettermill.ledger.MailEvent;
import lettermill.visitor.Verdict;
import org.springframework.stereotype.Component;

/** Turns hits into facts of the ledger, a batch at a time. */
@Component
class HitRecorder {

    private final Ledger ledger;
    private final HitRules rules;

    HitRecorder(Ledger ledger, HitRules rules) {
        this.ledger = ledger;
        this.rules = rules;
    }

    /**
     * Records hits; those recorded before are left out, and so are those of messages that are gone.
     *
     * @param scanned the clicks among them that belong to a burst
     */
    void record(List<Hit> hits, Set<Hit> scanned) {
        Map<MessageId, Located> messages =
                ledger.locate(hits.stream().map(Hit::message).collect(Collectors.toSet()));
        List<MailEvent> events = new ArrayList<>(hits.size());
        for (Hit hit : hits) {
            Located message = messages.get(hit.message());
            if (message != null) {
                events.add(event(hit, message, rules.verdict(hit, message.sentAt(), scanned.contains(hit))));
            }
        }
        ledger.record(events);
    }

    private static MailEvent event(Hit hit, Located message, Verdict verdict) {
        Hit.Visitor visitor = hit.visitor();
        MailEvent.Hit facts = new MailEvent.Hit(
                verdict.hitClass(),
                verdict.rule(),
                hit.target().linkId(),
                hit.target().url(),
                visitor.userAgent(),
                visitor.address());
        return new MailEvent(
                message.workspace(),
                hit.message(),
                message.campaign(),
                hit.type(),
                hit.key(),
                hit.at(),
                facts,
                null,
                null);
    }
}
