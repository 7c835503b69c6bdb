package lettermill.warming;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.ledger.outcome.MailOutcomes;
import lettermill.ledger.outcome.Origin;
import lettermill.ledger.outcome.Outcomes;
import lettermill.ledger.outcome.Span;
import lettermill.sender.SendingDomain.WarmingStatus;
import lettermill.sender.share.MailboxShare;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far warmings are. */
@Component
class ProgressReader {

    private final Plans plans;
    private final WarmingDays days;
    private final MailOutcomes outcomes;
    private final Standing standing;
    private final WarmingClock clock;

    ProgressReader(Plans plans, WarmingDays days, MailOutcomes outcomes, Standing standing, WarmingClock clock) {
        this.plans = plans;
        this.days = days;
        this.outcomes = outcomes;
        this.standing = standing;
        this.clock = clock;
    }

    /** The warming as it stands, with the present date counted now. */
    WarmingProgress progress(WorkspaceId workspace, Origin origin) {
        Warmed warmed = standing.find(workspace, origin);
        Optional<WarmingPlan> newest = plans.newest(workspace, origin);
        int sentToday = warmed.sentOn(clock.today(workspace));
        if (newest.isEmpty()) {
            return new WarmingProgress(
                    domainId(origin),
                    ipId(origin),
                    warmed.name(),
                    WarmingStatus.NOT_STARTED,
                    null,
                    null,
                    null,
                    warmed.dailyLimit(),
                    sentToday,
                    null,
                    null,
                    null,
                    warmed.pause(),
                    List.of(),
                    List.of());
        }
        WarmingPlan plan = newest.get();
        return new WarmingProgress(
                domainId(origin),
                ipId(origin),
                warmed.name(),
                plan.status(),
                plan.schedule(),
                plan.day(),
                plan.schedule().days(),
                warmed.dailyLimit(),
                sentToday,
                plan.startedAt(),
                plan.completedAt(),
                fullVolumeOn(plan),
                warmed.pause(),
                sharesOf(plan),
                daysOf(plan));
    }

    private List<WarmingProgress.Share> sharesOf(WarmingPlan plan) {
        LocalDate today = clock.today(plan.workspace());
        return standing.shares(plan.workspace(), plan.origin()).values().stream()
                .sorted(Comparator.comparing(MailboxShare::dailyLimit)
                        .reversed()
                        .thenComparing(MailboxShare::mailboxProvider))
                .map(share -> new WarmingProgress.Share(
                        share.mailboxProvider(),
                        share.dailyLimit(),
                        today.equals(share.dailyDate()) ? share.dailySent() : 0))
                .toList();
    }

    private static @Nullable UUID domainId(Origin origin) {
        return origin.kind() == Origin.Kind.DOMAIN ? origin.id() : null;
    }

    private static @Nullable UUID ipId(Origin origin) {
        return origin.kind() == Origin.Kind.IP ? origin.id() : null;
    }

    private List<WarmingProgress.Day> daysOf(WarmingPlan plan) {
        Span present = Span.of(plan.workspace(), plan.origin(), plan.date(), plan.zone());
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
