package lettermill.warming;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lettermill.base.WorkspaceId;
import lettermill.workspace.Workspaces;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Turns warmings to their next day, once a date where the workspace is. It may come late, twice, or in two processes at once. A
 * date on which no mail left is no day of warming, be it that the house was down or that there was nothing to send: reputation is
 * made by mail, so the cap waits for it.
 */
@Service
class WarmingClock {

    private final Plans plans;
    private final WarmingDays days;
    private final Standing standing;
    private final Workspaces workspaces;
    private final Clock clock;

    WarmingClock(Plans plans, WarmingDays days, Standing standing, Workspaces workspaces, Clock clock) {
        this.plans = plans;
        this.days = days;
        this.standing = standing;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** The present date of each time zone that a workspace is in; by Java's rules, as everywhere that asks for a cap's date. */
    Map<String, LocalDate> dates() {
        Instant now = clock.instant();
        Map<String, LocalDate> dates = new TreeMap<>();
        workspaces.timezones().forEach((name, zone) -> dates.put(name, LocalDate.ofInstant(now, zone)));
        return dates;
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today(WorkspaceId workspace) {
        return LocalDate.ofInstant(clock.instant(), workspaces.get(workspace).timezone());
    }

    /** Those whose date is over. */
    List<WarmingPlan> due() {
        Instant now = clock.instant();
        return plans.open().stream()
                .filter(plan -> plan.date().isBefore(LocalDate.ofInstant(now, plan.zone())))
                .toList();
    }

    /** Turns those of the plans that nobody has turned yet; their figures must be counted. */
    @Transactional
    public void turn(List<WarmingPlan> due) {
        if (due.isEmpty()) {
            return;
        }
        // What they warm up is locked first, as whoever pauses it does, so that no two wait for each other.
        standing.lock(due.stream().map(WarmingPlan::origin).toList());
        List<WarmingPlan> turned = plans.turn(due.stream().map(WarmingPlan::id).toList(), dates(), clock.instant());
        days.open(turned);
        standing.warm(turned);
    }
}
