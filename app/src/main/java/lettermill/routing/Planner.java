package lettermill.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import lettermill.provider.Provider;
import lettermill.routing.Verdict.Reason;
import lettermill.routing.strategy.Division;
import lettermill.routing.strategy.Option;
import lettermill.routing.strategy.Rooms;
import lettermill.sender.SendingDomain;
import lettermill.workspace.Workspace;

/** Makes a batch's plan of the ways that there are. The same ways and the same seed give the same plan. */
record Planner(Workspace workspace, Candidates.Field field, Instant now) {

    /** The best way and at most three further ones, for when a provider fails. */
    private static final int MOST_WAYS = 4;

    private static final Duration NO_ROUTE_PAUSE = Duration.ofSeconds(30);
    /** Others took the room that was seen: what there is elsewhere can be seen soon. */
    private static final Duration ROOM_GONE_PAUSE = Duration.ofSeconds(5);

    RoutePlan plan(int letters, long seed) {
        List<Candidate> eligible =
                field.ways().stream().filter(Candidate::isEligible).toList();
        if (eligible.isEmpty()) {
            return blocked();
        }
        List<Option> options = eligible.stream().map(Candidate::option).toList();
        Rooms rooms = rooms(eligible);
        int[] counts = Division.of(field.strategy(), options, rooms, letters, seed);
        boolean allFull = options.stream().allMatch(option -> rooms.of(option) == 0);
        Instant again = allFull ? nextDay() : now.plus(ROOM_GONE_PAUSE);
        // Those without room stand with a part that has some, and wait when it is used up.
        int largest = IntStream.range(0, counts.length)
                .reduce((one, other) -> counts[other] > counts[one] ? other : one)
                .orElseThrow();
        counts[largest] += letters - IntStream.of(counts).sum();
        return new RoutePlan.Shares(shares(eligible, counts, again, seed));
    }

    private List<RoutePlan.Share> shares(List<Candidate> eligible, int[] counts, Instant again, long seed) {
        List<Integer> places = new ArrayList<>(
                IntStream.range(0, IntStream.of(counts).sum()).boxed().toList());
        if (IntStream.of(counts).filter(count -> count > 0).count() > 1) {
            Collections.shuffle(places, new Random(seed));
        }
        List<RoutePlan.Share> shares = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                List<Integer> ours =
                        places.subList(from, from + counts[i]).stream().sorted().toList();
                shares.add(new RoutePlan.Share(ways(eligible.get(i), eligible), ours, again));
                from += counts[i];
            }
        }
        return shares;
    }

    /** Each by another provider; those in the name of the same domain first. */
    private List<RouteChoice.Usable> ways(Candidate chosen, List<Candidate> eligible) {
        List<RouteChoice.Usable> ways = new ArrayList<>();
        ways.add(chosen.way(field.words()));
        Set<UUID> providers = new HashSet<>(Set.of(chosen.provider().id()));
        eligible.stream()
                .sorted(Comparator.comparingInt(other -> Objects.equals(other.domain(), chosen.domain()) ? 0 : 1))
                .filter(other -> providers.add(other.provider().id()))
                .limit(MOST_WAYS - 1L)
                .forEach(other -> ways.add(other.way(field.words())));
        return ways;
    }

    /** What the day's caps leave to domains and providers. */
    Rooms rooms(List<Candidate> candidates) {
        Rooms rooms = new Rooms();
        for (Candidate candidate : candidates) {
            Provider provider = candidate.provider();
            rooms.set(
                    provider.id(),
                    DailyRoom.left(
                            provider.maxSendsPerDay(),
                            provider.currentDailySends(),
                            provider.dailySendsDate(),
                            DailyRoom.today(workspace, now)));
            SendingDomain domain = candidate.domain();
            if (domain != null) {
                rooms.set(
                        domain.id(),
                        DailyRoom.left(
                                domain.dailyLimit(),
                                domain.dailySent(),
                                domain.dailyDate(),
                                DailyRoom.today(workspace, now)));
            }
        }
        return rooms;
    }

    private RoutePlan.Blocked blocked() {
        RouteChoice.Blocked missing = field.missing();
        if (missing != null) {
            return new RoutePlan.Blocked(missing.wrong(), now.plus(NO_ROUTE_PAUSE));
        }
        return field.ways().stream()
                .filter(Candidate::isUsableSoon)
                .map(this::blocked)
                .min(Comparator.comparing(RoutePlan.Blocked::again))
                .orElseGet(() -> blocked(field.ways().getFirst()));
    }

    private RoutePlan.Blocked blocked(Candidate candidate) {
        Verdict.Excluded excluded = (Verdict.Excluded) candidate.verdict();
        Instant retryAt = candidate.provider().breaker().retryAt();
        Instant again = !excluded.reason().passes()
                ? now.plus(NO_ROUTE_PAUSE)
                : excluded.reason() == Reason.PROVIDER_FAILING && retryAt != null ? retryAt : nextDay();
        return new RoutePlan.Blocked(excluded.wrong(), again);
    }

    private Instant nextDay() {
        return DailyRoom.nextDay(workspace, now);
    }
}
