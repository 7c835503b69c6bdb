package lettermill.analytics;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lettermill.base.CampaignId;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.workspace.Workspaces;
import org.springframework.stereotype.Service;

/** A workspace's overview, put together from days. */
@Service
class AnalyticsService {

    private static final Set<Integer> PERIODS = Set.of(7, 30, 90);
    private static final int TOP = 5;

    private final Workspaces workspaces;
    private final Campaigns campaigns;
    private final Timelines timelines;
    private final Overviews overviews;
    private final Clock clock;

    AnalyticsService(
            Workspaces workspaces, Campaigns campaigns, Timelines timelines, Overviews overviews, Clock clock) {
        this.workspaces = workspaces;
        this.campaigns = campaigns;
        this.timelines = timelines;
        this.overviews = overviews;
        this.clock = clock;
    }

    Timeline timeline(WorkspaceId workspace, CampaignId campaign, Timeline.Bucket bucket) {
        campaigns.outline(workspace, campaign);
        return timelines.timeline(
                workspace, campaign, bucket, workspaces.get(workspace).timezone());
    }

    Overview overview(WorkspaceId workspace, int days) {
        if (!PERIODS.contains(days)) {
            throw new Problem.Invalid("days", days + " is no period", "7, 30 or 90");
        }
        ZoneId zone = workspaces.get(workspace).timezone();
        Instant now = clock.instant();
        LocalDate today = now.atZone(zone).toLocalDate();
        LocalDate from = today.minusDays(days - 1L);
        Map<LocalDate, Figures> found = overviews.days(workspace, from.minusDays(days), today.plusDays(1), zone);
        Overview.Period current = sum(found, from, today.plusDays(1));
        Overview.Period previous = sum(found, from.minusDays(days), from);
        List<Overview.Day> series = from.datesUntil(today.plusDays(1))
                .map(day -> new Overview.Day(day, found.getOrDefault(day, Figures.NONE)))
                .toList();
        return new Overview(
                days,
                from,
                today,
                zone.getId(),
                overviews.asOf(),
                current,
                previous,
                Overview.Change.between(previous, current),
                series,
                overviews.top(workspace, from, zone, TOP));
    }

    private static Overview.Period sum(Map<LocalDate, Figures> days, LocalDate from, LocalDate until) {
        return Overview.Period.of(from.datesUntil(until)
                .map(day -> days.getOrDefault(day, Figures.NONE))
                .reduce(Figures.NONE, Figures::plus));
    }
}
