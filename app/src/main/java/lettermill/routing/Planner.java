package lettermill.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import lettermill.mailbox.MailboxProvider;
import lettermill.provider.Provider;
import lettermill.routing.Verdict.Reason;
import lettermill.routing.strategy.Division;
import lettermill.routing.strategy.Option;
import lettermill.routing.strategy.Rooms;
import lettermill.routing.strategy.Strategy;
import lettermill.sender.SendingDomain;
import lettermill.sender.ip.DedicatedIp;
import lettermill.workspace.Workspace;

/** Makes a batch's plan of the ways that there are. The same ways and the same seed give the same plan. */
record Planner(Workspace workspace, Candidates.Field field, Instant now) {

    /** The best way and at most three further ones, for when a provider fails. */
    private static final int MOST_WAYS = 4;

    private static final Duration NO_ROUTE_PAUSE = Duration.ofSeconds(30);
    /** Others took the room that was seen: what there is elsewhere can be seen soon. */
    private static final Duration ROOM_GONE_PAUSE = Duration.ofSeconds(5);

    /**
     * Divides a batch.
     *
     * @param destinations where its letters go, in their order
     */
    RoutePlan plan(List<MailboxProvider> destinations, long seed) {
        List<Candidate> eligible =
                field.ways().stream().filter(Candidate::isEligible).toList();
        if (eligible.isEmpty()) {
            return blocked();
        }
        Rooms rooms = rooms(eligible);
        List<Part> parts = new ArrayList<>();
        groups(eligible, destinations)
                .forEach((destination, places) ->
                        parts.addAll(divide(eligible, destination, List.copyOf(places), rooms, seed)));
        return new RoutePlan.Shares(parts.stream()
                .map(part -> new RoutePlan.Share(
                        ways(part, eligible), part.places(), whenFull(part.destination(), eligible, rooms)))
                .toList());
    }

    private Instant whenFull(MailboxProvider destination, List<Candidate> eligible, Rooms rooms) {
        boolean allFull =
                eligible.stream().map(way -> way.option(destination)).allMatch(option -> rooms.of(option) == 0);
        return allFull ? nextDay() : now.plus(ROOM_GONE_PAUSE);
    }

    /** Letters that take the same way, for the same reason. */
    private record Part(Candidate chosen, MailboxProvider destination, List<Integer> places) {}

    /**
     * The places of letters that are to be divided alike. Mailbox providers of which no way has anything to fear, and which have no
     * share of their own in a warming, are one group: more
     * groups would be more parts, and each part is statements and a wave of its own.
     */
    private Map<MailboxProvider, List<Integer>> groups(List<Candidate> eligible, List<MailboxProvider> destinations) {
        Map<MailboxProvider, Boolean> told = new EnumMap<>(MailboxProvider.class);
        Map<MailboxProvider, List<Integer>> groups = new EnumMap<>(MailboxProvider.class);
        for (int place = 0; place < destinations.size(); place++) {
            boolean apart = told.computeIfAbsent(destinations.get(place), destination -> apart(eligible, destination));
            MailboxProvider group = apart ? destinations.get(place) : MailboxProvider.OTHER;
            groups.computeIfAbsent(group, any -> new ArrayList<>()).add(place);
        }
        return groups;
    }

    private boolean apart(List<Candidate> eligible, MailboxProvider destination) {
        return matters(eligible, destination)
                || eligible.stream().anyMatch(way -> way.curves().names(destination));
    }

    private boolean matters(List<Candidate> eligible, MailboxProvider destination) {
        return field.strategy() == Strategy.HEALTH
                && eligible.stream().anyMatch(way -> way.health(destination) < way.health());
    }

    private List<Part> divide(
            List<Candidate> eligible, MailboxProvider destination, List<Integer> group, Rooms rooms, long seed) {
        List<Option> options =
                eligible.stream().map(way -> way.option(destination)).toList();
        int[] counts = Division.of(field.strategy(), options, rooms, group.size(), seed);
        // Those without room stand with the last part, which wants room after the others, and wait when it is used up.
        int last = IntStream.range(0, counts.length)
                .filter(i -> counts[i] > 0)
                .max()
                .orElse(counts.length - 1);
        counts[last] += group.size() - IntStream.of(counts).sum();
        List<Integer> places = new ArrayList<>(group);
        if (IntStream.of(counts).filter(count -> count > 0).count() > 1) {
            Collections.shuffle(places, new Random(seed));
        }
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                List<Integer> ours =
                        places.subList(from, from + counts[i]).stream().sorted().toList();
                parts.add(new Part(eligible.get(i), destination, ours));
                from += counts[i];
            }
        }
        return parts;
    }

    /** Each by another provider; those in the name of the same domain first. */
    private List<RouteChoice.Usable> ways(Part part, List<Candidate> eligible) {
        Candidate chosen = part.chosen();
        List<RouteChoice.Usable> ways = new ArrayList<>();
        ways.add(chosen.way(part.destination(), words(part.destination(), eligible)));
        Set<UUID> providers = new HashSet<>(Set.of(chosen.provider().id()));
        eligible.stream()
                .sorted(Comparator.comparingInt(other -> Objects.equals(other.domain(), chosen.domain()) ? 0 : 1))
                .filter(other -> providers.add(other.provider().id()))
                .limit(MOST_WAYS - 1L)
                .forEach(other -> ways.add(other.way(part.destination(), words(part.destination(), eligible))));
        return ways;
    }

    private String words(MailboxProvider destination, List<Candidate> eligible) {
        return matters(eligible, destination) ? ", by HEALTH at " + destination + field.within() : field.words();
    }

    /** What the day's caps leave to domains, providers, addresses and mailbox providers. */
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
            candidate
                    .curves()
                    .both()
                    .forEach(curve ->
                            curve.rooms(DailyRoom.today(workspace, now)).forEach(rooms::set));
            DedicatedIp ip = candidate.ip();
            if (ip != null) {
                LocalDate today = DailyRoom.today(workspace, now);
                rooms.set(ip.id(), DailyRoom.left(ip.dailyLimit(), ip.dailySent(), ip.dailyDate(), today));
            }
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
