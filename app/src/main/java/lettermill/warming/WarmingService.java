package lettermill.warming;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.sender.SenderService;
import lettermill.sender.SendingDomain;
import lettermill.sender.SendingDomain.WarmingStatus;
import lettermill.sender.standing.StandingService;
import lettermill.warming.schedule.WarmingSchedule;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people do with warmings of domains. */
@Service
class WarmingService {

    private final Plans plans;
    private final WarmingDays days;
    private final SenderService senders;
    private final StandingService standing;
    private final Audit audit;
    private final WarmingClock clock;

    WarmingService(
            Plans plans,
            WarmingDays days,
            SenderService senders,
            StandingService standing,
            Audit audit,
            WarmingClock clock) {
        this.plans = plans;
        this.days = days;
        this.senders = senders;
        this.standing = standing;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Starts a domain's warming with today as its first day.
     *
     * @throws Problem.Conflict when its records aren't verified, or it is in the middle of a warming
     */
    @Transactional
    public void start(Access access, UUID id, WarmingSchedule schedule) {
        WorkspaceId workspace = access.workspace();
        standing.lock(List.of(id));
        SendingDomain domain = senders.domain(workspace, id);
        if (!domain.status().proven()) {
            throw new Problem.Conflict(
                    domain.host() + " is " + domain.status() + "; a warming starts when its DNS records are verified.");
        }
        if (domain.warmingStatus() == WarmingStatus.IN_PROGRESS) {
            throw new Problem.Conflict(domain.host() + " is warming already, on day " + domain.warmingDay() + ".");
        }
        Instant now = clock.now();
        plans.closeCompleted(workspace, id, now);
        plans.insert(workspace, UUID.randomUUID(), id, schedule.id(), clock.today(workspace), now);
        List<WarmingPlan> started = plans.newest(workspace, id).stream().toList();
        days.open(started);
        standing.warm(started.stream().map(WarmingPlan::standing).toList());
        audit.record(access, "warming.start", id.toString(), domain.host() + " by " + schedule.name());
    }

    @Transactional
    public void pause(Access access, UUID id, @Nullable String note) {
        warming(access.workspace(), id);
        standing.pause(access, id, note);
    }

    @Transactional
    public void resume(Access access, UUID id, @Nullable String note) {
        warming(access.workspace(), id);
        standing.resume(access, id, note);
    }

    private void warming(WorkspaceId workspace, UUID id) {
        SendingDomain domain = senders.domain(workspace, id);
        if (plans.newest(workspace, id).isEmpty()) {
            throw new Problem.Conflict(domain.host() + " has no warming; start one first.");
        }
    }
}
