package lettermill.warming;

import java.util.List;
import lettermill.sender.standing.DomainPaused;
import lettermill.sender.standing.DomainResumed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A warming is paused and resumed with its domain, whoever does it. */
@Component
class PauseListener {

    private final Plans plans;
    private final WarmingDays days;
    private final WarmingClock clock;

    PauseListener(Plans plans, WarmingDays days, WarmingClock clock) {
        this.plans = plans;
        this.days = days;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(DomainPaused paused) {
        plans.pause(paused.workspace(), paused.domain());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(DomainResumed resumed) {
        plans.resume(resumed.workspace(), resumed.domain(), clock.today(resumed.workspace()));
        plans.newest(resumed.workspace(), resumed.domain()).stream()
                .map(List::of)
                .forEach(days::open);
    }
}
