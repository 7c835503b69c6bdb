package lettermill.webhook.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.EventType;
import lettermill.ledger.Ledger;
import lettermill.ledger.MailEvent;
import lettermill.visitor.AgentRules;
import lettermill.visitor.UserAgents;
import lettermill.visitor.Verdict;
import lettermill.webhook.VendorEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns vendors' events into facts of the ledger, as far as their messages are known. */
@Component
class Facts {

    private static final int LONGEST_DIAGNOSTIC = 600;

    private final MessageFinder finder;
    private final Ledger ledger;
    private final AgentRules agents;

    Facts(MessageFinder finder, Ledger ledger, AgentRules agents) {
        this.finder = finder;
        this.ledger = ledger;
        this.agents = agents;
    }

    /**
     * What became of events.
     *
     * @param matched events whose message is known; their facts are in the ledger
     * @param unmatched the others
     * @param fresh how many facts were new to the ledger
     */
    record Recorded(List<VendorEvent> matched, List<VendorEvent> unmatched, int fresh) {}

    /** Records the facts of one workspace in the caller's transaction. */
    Recorded record(WorkspaceId workspace, Collection<VendorEvent> events) {
        Map<VendorEvent, MessageId> messages = finder.find(workspace, events);
        List<VendorEvent> matched = new ArrayList<>();
        List<VendorEvent> unmatched = new ArrayList<>();
        List<MailEvent> facts = new ArrayList<>(events.size());
        for (VendorEvent event : events) {
            MessageId message = messages.get(event);
            if (message == null) {
                unmatched.add(event);
            } else {
                matched.add(event);
                facts.add(fact(workspace, message, event));
            }
        }
        int fresh = (int) ledger.record(facts).stream()
                .filter(recorded -> !recorded.event().key().startsWith("send/"))
                .count();
        return new Recorded(matched, unmatched, fresh);
    }

    private MailEvent fact(WorkspaceId workspace, MessageId message, VendorEvent event) {
        return new MailEvent(
                workspace,
                message,
                null,
                event.type(),
                event.key(),
                event.occurredAt(),
                hit(event.visit()),
                failure(event.type(), event.trouble()),
                event.key().substring(0, event.key().indexOf('/')));
    }

    private MailEvent.@Nullable Hit hit(VendorEvent.@Nullable Visit visit) {
        if (visit == null) {
            return null;
        }
        String agent = visit.userAgent() == null ? null : UserAgents.cut(visit.userAgent());
        Verdict verdict = visit.verdict() == null ? agents.verdict(agent) : visit.verdict();
        return new MailEvent.Hit(verdict.hitClass(), verdict.rule(), null, visit.url(), agent, visit.clientAddress());
    }

    private static MailEvent.@Nullable Failure failure(EventType type, VendorEvent.@Nullable Trouble trouble) {
        if (trouble == null || type == EventType.COMPLAINT) {
            return null;
        }
        String words = trouble.diagnostic();
        return new MailEvent.Failure(
                trouble.type(),
                trouble.subtype(),
                trouble.statusCode(),
                words == null || words.length() <= LONGEST_DIAGNOSTIC ? words : words.substring(0, LONGEST_DIAGNOSTIC));
    }
}
