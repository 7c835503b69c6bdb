package lettermill.tracking;

import java.time.Duration;
import java.time.Instant;
import lettermill.ledger.EventType;
import lettermill.ledger.HitClass;
import lettermill.visitor.AgentRules;
import lettermill.visitor.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is behind a hit: by how it was asked for, by its user agent, by its haste, in this order. */
@Component
final class HitRules {

    private final AgentRules agents;
    private final Duration fastestReader;

    HitRules(AgentRules agents, TrackingSettings settings) {
        this.agents = agents;
        this.fastestReader = settings.fastestReader();
    }

    /**
     * @param sentAt when the message left, null while that is not known
     * @param scanned whether the click is one of a burst
     */
    Verdict verdict(Hit hit, @Nullable Instant sentAt, boolean scanned) {
        if (hit.visitor().manner() == Hit.Manner.LOOK) {
            return new Verdict(HitClass.BOT, "head-request");
        }
        if (hit.visitor().manner() == Hit.Manner.AHEAD) {
            return new Verdict(HitClass.PREFETCH, "purpose-header");
        }
        Verdict byAgent = agents.verdict(hit.visitor().userAgent());
        if (byAgent.hitClass().machine() || hit.type() == EventType.OPEN) {
            return byAgent;
        }
        if (scanned) {
            return new Verdict(HitClass.BOT, "many-links-at-once");
        }
        // Nobody receives, reads and clicks within seconds; filters at the receiving side do.
        boolean hasty = sentAt != null && hit.at().isBefore(sentAt.plus(fastestReader));
        return hasty ? new Verdict(HitClass.BOT, "clicked-at-delivery") : byAgent;
    }
}
