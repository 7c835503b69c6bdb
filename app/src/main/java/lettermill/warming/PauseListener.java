package lettermill.warming;

import java.util.List;
import lettermill.base.WorkspaceId;
import lettermill.ledger.outcome.Origin;
import lettermill.sender.ip.IpPaused;
import lettermill.sender.ip.IpResumed;
import lettermill.sender.standing.DomainPaused;
import lettermill.sender.standing.DomainResumed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A warming is paused and resumed with its domain or its address, whoever does it. */
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
        plans.pause(paused.workspace(), Origin.domain(paused.domain()));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(IpPaused paused) {
        plans.pause(paused.workspace(), Origin.ip(paused.ip()));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(DomainResumed resumed) {
        resume(resumed.workspace(), Origin.domain(resumed.domain()));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(IpResumed resumed) {
        resume(resumed.workspace(), Origin.ip(resumed.ip()));
    }

    private void resume(WorkspaceId workspace, Origin origin) {
        plans.resume(workspace, origin, clock.today(workspace));
        plans.newest(workspace, origin).stream().map(List::of).forEach(days::open);
    }
}
