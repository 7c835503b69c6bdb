package lettermill.warming.schedule;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The use cases of warming schedules. */
@Service
public class ScheduleService {

    /** The slowest of the built-in ones: right where nobody knows the domain. */
    private static final String USUAL = "CONSERVATIVE";

    private final Schedules schedules;
    private final Audit audit;
    private final Clock clock;

    ScheduleService(Schedules schedules, Audit audit, Clock clock) {
        this.schedules = schedules;
        this.audit = audit;
        this.clock = clock;
    }

    List<WarmingSchedule> list(WorkspaceId workspace) {
        return schedules.list(workspace);
    }

    @Transactional
    public WarmingSchedule create(Access access, ScheduleRequest request) {
        String name = request.checkedName();
        if (list(access.workspace()).stream().anyMatch(other -> other.name().equalsIgnoreCase(name))) {
            throw new Problem.Conflict("There is a warming schedule " + name + " already.");
        }
        List<Integer> volumes = Curve.of(request.entries());
        WarmingSchedule schedule = new WarmingSchedule(
                UUID.randomUUID(),
                access.workspace(),
                name,
                request.checkedDays(volumes.size()),
                WarmingSchedule.entries(volumes),
                request.checkedThresholds(),
                clock.instant());
        schedules.insert(access.workspace(), schedule);
        audit.record(access, "warming_schedule.add", schedule.id().toString(), name);
        return schedule;
    }

    /** By its id or its name in any case; null names the usual one. */
    public WarmingSchedule find(WorkspaceId workspace, @Nullable String schedule) {
        String wanted = schedule == null ? USUAL : schedule.strip();
        return list(workspace).stream()
                .filter(each -> each.name().equalsIgnoreCase(wanted)
                        || each.id().toString().equals(wanted.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid(
                        "schedule",
                        wanted + " is no warming schedule",
                        "CONSERVATIVE, MODERATE, AGGRESSIVE, or the id or name of one of yours"));
    }
}
