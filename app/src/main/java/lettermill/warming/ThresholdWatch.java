package lettermill.warming;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lettermill.ledger.outcome.MailOutcomes;
import lettermill.ledger.outcome.Outcomes;
import lettermill.ledger.outcome.Span;
import lettermill.warming.schedule.Breach;
import org.springframework.stereotype.Component;

/** Counts the last two dates of warmings, and pauses the domains and addresses whose mail passed a threshold on one of them. */
@Component
class ThresholdWatch {

    /** Who the audit log says it was. */
    static final String ACTOR = "check_warming_thresholds";

    private final WarmingDays days;
    private final MailOutcomes outcomes;
    private final Standing standing;
    private final Clock clock;

    ThresholdWatch(WarmingDays days, MailOutcomes outcomes, Standing standing, Clock clock) {
        this.days = days;
        this.outcomes = outcomes;
        this.standing = standing;
        this.clock = clock;
    }

    /** A date, all its mail, and the part of it that left since the last pause ended: that alone is judged. */
    private record Watched(WarmingPlan plan, WarmingDay day, Span all, Span judged) {}

    void look(List<WarmingPlan> plans) {
        Map<UUID, WarmingPlan> byId = plans.stream().collect(Collectors.toMap(WarmingPlan::id, Function.identity()));
        List<Watched> watched = days.recent(byId.keySet()).stream()
                .map(day -> watched(day, Objects.requireNonNull(byId.get(day.plan()))))
                .toList();
        List<Span> spans = new ArrayList<>();
        watched.forEach(each -> {
            spans.add(each.all());
            spans.add(each.judged());
        });
        Instant now = clock.instant();
        Map<Span, Outcomes> counted = outcomes.of(spans.stream().distinct().toList(), now);
        days.count(
                watched.stream()
                        .map(each -> each.day().with(of(counted, each.all())))
                        .toList(),
                now);
        watched.forEach(each -> judge(each, of(counted, each.judged())));
    }

    private static Watched watched(WarmingDay day, WarmingPlan plan) {
        Span all = Span.of(plan.workspace(), plan.origin(), day.date(), plan.zone());
        return new Watched(plan, day, all, plan.resumedAt() == null ? all : all.since(plan.resumedAt()));
    }

    private void judge(Watched watched, Outcomes outcomes) {
        List<Breach> breaches = watched.plan().schedule().thresholds().breaches(outcomes);
        if (!breaches.isEmpty()) {
            String reason =
                    "warming day " + watched.day().day() + ", " + watched.day().date() + ": " + Breach.words(breaches);
            standing.pause(watched.plan(), ACTOR, reason);
        }
    }

    private static Outcomes of(Map<Span, Outcomes> counted, Span span) {
        return counted.getOrDefault(span, Outcomes.NONE);
    }
}
