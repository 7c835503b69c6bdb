package lettermill.warming;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.ledger.outcome.Origin;
import lettermill.sender.SendingDomain.WarmingStatus;
import lettermill.warming.schedule.WarmingSchedule;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people do with warmings. */
@Service
class WarmingService {

    private final Plans plans;
    private final WarmingDays days;
    private final Standing standing;
    private final Audit audit;
    private final WarmingClock clock;

    WarmingService(Plans plans, WarmingDays days, Standing standing, Audit audit, WarmingClock clock) {
        this.plans = plans;
        this.days = days;
        this.standing = standing;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Starts a warming with today as its first day.
     *
     * @throws Problem.Conflict when DNS does not prove the domain or the address, or it is in the middle of a warming
     */
    @Transactional
    public void start(Access access, Origin origin, WarmingSchedule schedule, MailboxCurve curve) {
        WorkspaceId workspace = access.workspace();
        standing.lock(List.of(origin));
        Warmed warmed = standing.find(workspace, origin);
        if (!warmed.proven()) {
            throw new Problem.Conflict(
                    warmed.name() + " is " + warmed.state() + "; a warming starts when its DNS records are verified.");
        }
        if (warmed.status() == WarmingStatus.IN_PROGRESS) {
            throw new Problem.Conflict(warmed.name() + " is warming already, on day " + warmed.day() + ".");
        }
        Instant now = clock.now();
        plans.closeCompleted(workspace, origin, now);
        Plans.Begun begun = new Plans.Begun(origin, schedule.id(), curve, clock.today(workspace));
        plans.insert(workspace, UUID.randomUUID(), begun, now);
        List<WarmingPlan> started = plans.newest(workspace, origin).stream().toList();
        days.open(started);
        standing.warm(started);
        audit.record(access, "warming.start", origin.id().toString(), warmed.name() + " by " + schedule.name());
    }

    @Transactional
    public void pause(Access access, Origin origin, @Nullable String note) {
        needsWarming(access.workspace(), origin);
        standing.pause(access, origin, note);
    }

    @Transactional
    public void resume(Access access, Origin origin, @Nullable String note) {
        needsWarming(access.workspace(), origin);
        standing.resume(access, origin, note);
    }

    private void needsWarming(WorkspaceId workspace, Origin origin) {
        Warmed warmed = standing.find(workspace, origin);
        if (plans.newest(workspace, origin).isEmpty()) {
            throw new Problem.Conflict(warmed.name() + " has no warming; start one first.");
        }
    }
}
