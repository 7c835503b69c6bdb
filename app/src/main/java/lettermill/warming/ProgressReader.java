package lettermill.warming;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.ledger.outcome.DomainOutcomes;
import lettermill.ledger.outcome.Outcomes;
import lettermill.ledger.outcome.Span;
import lettermill.sender.SenderService;
import lettermill.sender.SendingDomain;
import lettermill.sender.SendingDomain.WarmingStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far warmings are. */
@Component
class ProgressReader {

    private final Plans plans;
    private final WarmingDays days;
    private final DomainOutcomes outcomes;
    private final SenderService senders;
    private final WarmingClock clock;

    ProgressReader(Plans plans, WarmingDays days, DomainOutcomes outcomes, SenderService senders, WarmingClock clock) {
        this.plans = plans;
        this.days = days;
        this.outcomes = outcomes;
        this.senders = senders;
        this.clock = clock;
    }

    /** The warming as it stands, with the present date counted now. */
    WarmingProgress progress(WorkspaceId workspace, UUID id) {
        SendingDomain domain = senders.domain(workspace, id);
        Optional<WarmingPlan> newest = plans.newest(workspace, id);
        LocalDate today = clock.today(workspace);
        int sentToday = today.equals(domain.dailyDate()) ? domain.dailySent() : 0;
        if (newest.isEmpty()) {
            return new WarmingProgress(
                    id,
                    domain.host(),
                    WarmingStatus.NOT_STARTED,
                    null,
                    null,
                    null,
                    domain.dailyLimit(),
                    sentToday,
                    null,
                    null,
                    null,
                    domain.pause(),
                    List.of());
        }
        WarmingPlan plan = newest.get();
        return new WarmingProgress(
                id,
                domain.host(),
                plan.status(),
                plan.schedule(),
                plan.day(),
                plan.schedule().days(),
                domain.dailyLimit(),
                sentToday,
                plan.startedAt(),
                plan.completedAt(),
                fullVolumeOn(plan),
                domain.pause(),
                daysOf(plan));
    }

    private List<WarmingProgress.Day> daysOf(WarmingPlan plan) {
        Span present = Span.of(plan.workspace(), plan.domain(), plan.date(), plan.zone());
        Map<Span, Outcomes> now = outcomes.of(List.of(present), clock.now());
        return days.list(plan.workspace(), plan.id()).stream()
                .map(day -> day.date().equals(plan.date()) ? day.with(now.getOrDefault(present, Outcomes.NONE)) : day)
                .map(day -> WarmingProgress.Day.of(day, plan.schedule().thresholds()))
                .toList();
    }

    private static @Nullable LocalDate fullVolumeOn(WarmingPlan plan) {
        int left = plan.schedule().entries().size() - plan.day() + 1;
        return left <= 0 || plan.status() == WarmingStatus.PAUSED
                ? null
                : plan.date().plusDays(left);
    }
}
