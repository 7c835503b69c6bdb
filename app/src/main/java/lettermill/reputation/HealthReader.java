package lettermill.reputation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.ledger.outcome.Outcomes;
import lettermill.reputation.blocklist.BlocklistService;
import lettermill.sender.SenderService;
import lettermill.sender.SendingDomain;
import lettermill.workspace.Workspaces;
import org.springframework.stereotype.Service;

/** Reads the health of domains as it was last counted. */
@Service
class HealthReader {

    private static final int MOST_DAYS = 365;

    private final HealthDays days;
    private final SenderService senders;
    private final BlocklistService blocklists;
    private final Workspaces workspaces;
    private final Clock clock;

    HealthReader(
            HealthDays days, SenderService senders, BlocklistService blocklists, Workspaces workspaces, Clock clock) {
        this.days = days;
        this.senders = senders;
        this.blocklists = blocklists;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /**
     * A domain's health.
     *
     * @param back how many dates of history, today among them
     * @throws Problem.NotFound when the workspace has no such domain
     */
    DomainHealth health(WorkspaceId workspace, UUID id, int back) {
        if (back < 1 || back > MOST_DAYS) {
            throw new Problem.Invalid("days", back + " is no number of days", "1 to " + MOST_DAYS);
        }
        SendingDomain domain = senders.domain(workspace, id);
        LocalDate today =
                LocalDate.ofInstant(clock.instant(), workspaces.get(workspace).timezone());
        LocalDate from = today.minusDays(back - 1L);
        LocalDate weekBegins = today.minusDays(HealthWatch.WINDOW - 1);
        LocalDate weekBefore = weekBegins.minusDays(HealthWatch.WINDOW);
        Map<LocalDate, Outcomes> known = days.list(workspace, id, from.isBefore(weekBefore) ? from : weekBefore);
        HealthScore week = between(known, weekBegins, today.plusDays(1));
        return new DomainHealth(
                id,
                domain.host(),
                domain.healthScore(),
                domain.healthStatus(),
                domain.pause(),
                week,
                DomainHealth.Trend.between(between(known, weekBefore, weekBegins), week),
                from,
                today,
                days.countedAt(workspace, id).orElse(null),
                known.entrySet().stream()
                        .filter(day -> !day.getKey().isBefore(from))
                        .map(day -> DomainHealth.Day.of(day.getKey(), day.getValue()))
                        .toList(),
                providers(workspace, id, from),
                blocklists.latest(workspace, domain.host()));
    }

    private List<DomainHealth.Provider> providers(WorkspaceId workspace, UUID id, LocalDate from) {
        return days.byProvider(workspace, id, from).entrySet().stream()
                .map(part -> DomainHealth.Provider.of(part.getKey(), part.getValue()))
                .sorted(Comparator.comparingLong(
                                (DomainHealth.Provider part) -> part.figures().sent())
                        .reversed())
                .toList();
    }

    private static HealthScore between(Map<LocalDate, Outcomes> known, LocalDate from, LocalDate until) {
        return HealthScore.of(known.entrySet().stream()
                .filter(day -> !day.getKey().isBefore(from) && day.getKey().isBefore(until))
                .map(Map.Entry::getValue)
                .reduce(Outcomes.NONE, Outcomes::plus));
    }
}
