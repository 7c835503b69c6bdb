package lettermill.routing;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.base.EmailAddress;
import lettermill.base.Problem;
import lettermill.mailbox.MailboxProvider;
import lettermill.mailbox.Mailboxes;
import lettermill.routing.pool.PoolService;
import lettermill.routing.strategy.Division;
import lettermill.routing.strategy.Option;
import lettermill.routing.strategy.Rooms;
import lettermill.workspace.Access;
import lettermill.workspace.Workspace;
import lettermill.workspace.Workspaces;
import org.springframework.stereotype.Service;

/** Answers which way a letter would take, by the same plan that a batch gets, and reserves nothing. */
@Service
class Explainer {

    /** Enough of them to show each way's part. */
    private static final int BATCHES = 20;

    private static final int BATCH = 500;

    private final Candidates candidates;
    private final PoolService pools;
    private final Workspaces workspaces;
    private final Mailboxes mailboxes;
    private final Clock clock;

    Explainer(Candidates candidates, PoolService pools, Workspaces workspaces, Mailboxes mailboxes, Clock clock) {
        this.candidates = candidates;
        this.pools = pools;
        this.workspaces = workspaces;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    Explanation explain(Access access, Explanation.Question question) {
        EmailAddress email = EmailAddress.parse("email", question.email() == null ? "" : question.email());
        UUID pool = question.poolId();
        if (pool != null && pools.find(access.workspace(), pool).isEmpty()) {
            throw new Problem.Invalid("pool_id", "is no pool here", "the id of a sending pool, or null");
        }
        Workspace workspace = workspaces.get(access.workspace());
        Instant now = clock.instant();
        RouteWish wish = new RouteWish(
                question.sendingIdentityId(),
                null,
                List.of(),
                RouteWish.Others.FALLBACK,
                pool,
                question.strategy(),
                RouteWish.Name.WORKSPACE);
        MailboxProvider destination =
                mailboxes.of(List.of(email.domain())).getOrDefault(email.domain(), MailboxProvider.OTHER);
        Candidates.Field field = candidates.find(workspace, wish, now).at(destination, DailyRoom.today(workspace, now));
        Planner planner = new Planner(workspace, field, now);
        List<Explanation.Way> ways = ranked(planner, field, destination);
        return switch (planner.plan(List.of(destination), email.key().hashCode())) {
            case RoutePlan.Blocked blocked ->
                new Explanation(email.domain(), destination, field.strategy(), ways, null, List.of(), blocked.wrong());
            case RoutePlan.Shares plan -> {
                List<Explanation.Choice> chosen = plan.shares().getFirst().ways().stream()
                        .map(Explanation.Choice::of)
                        .toList();
                yield new Explanation(
                        email.domain(),
                        destination,
                        field.strategy(),
                        ways,
                        chosen.getFirst(),
                        chosen.subList(1, chosen.size()),
                        null);
            }
        };
    }

    private static List<Explanation.Way> ranked(Planner planner, Candidates.Field field, MailboxProvider destination) {
        List<Candidate> eligible =
                field.ways().stream().filter(Candidate::isEligible).toList();
        List<Option> options =
                eligible.stream().map(way -> way.option(destination)).toList();
        double[] counts = new double[options.size()];
        Rooms rooms = planner.rooms(eligible);
        for (int batch = 0; batch < BATCHES; batch++) {
            int[] got = Division.of(field.strategy(), options, rooms, BATCH, (long) batch * BATCH);
            Arrays.setAll(counts, i -> counts[i] + got[i]);
        }
        Map<Candidate, Double> shares = new HashMap<>();
        for (int i = 0; i < counts.length; i++) {
            shares.put(eligible.get(i), counts[i] / (BATCHES * BATCH));
        }
        List<Candidate> ranked = field.ways().stream()
                .sorted(Comparator.comparing((Candidate way) -> way.isEligible() ? 0 : 1)
                        .thenComparing(way -> -shares.getOrDefault(way, 0.0)))
                .toList();
        List<Explanation.Way> ways = new ArrayList<>();
        for (Candidate way : ranked) {
            ways.add(Explanation.Way.of(ways.size() + 1, way, destination, shares.getOrDefault(way, 0.0)));
        }
        return ways;
    }
}
