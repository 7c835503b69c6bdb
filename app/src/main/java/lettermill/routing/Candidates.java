package lettermill.routing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lettermill.mailbox.MailboxProvider;
import lettermill.provider.FallbackSettings;
import lettermill.provider.Provider;
import lettermill.provider.ProviderService;
import lettermill.routing.Candidate.Curve;
import lettermill.routing.pool.Pool;
import lettermill.routing.pool.PoolMember;
import lettermill.routing.pool.PoolService;
import lettermill.routing.strategy.Strategy;
import lettermill.sender.SenderService;
import lettermill.sender.SendingDomain;
import lettermill.sender.SendingDomain.WarmingStatus;
import lettermill.sender.ip.DedicatedIpService;
import lettermill.sender.share.MailboxShare;
import lettermill.sender.share.MailboxShareService;
import lettermill.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the ways that there are for a whole batch in a statement for each kind of row, and judges each. */
@Component
class Candidates {

    private final ProviderService providers;
    private final SenderService senders;
    private final PoolService pools;
    private final DedicatedIpService ips;
    private final MailboxShareService mailboxShares;
    private final FallbackSettings fallback;

    Candidates(
            ProviderService providers,
            SenderService senders,
            PoolService pools,
            DedicatedIpService ips,
            MailboxShareService mailboxShares,
            FallbackSettings fallback) {
        this.ips = ips;
        this.mailboxShares = mailboxShares;
        this.providers = providers;
        this.senders = senders;
        this.pools = pools;
        this.fallback = fallback;
    }

    /**
     * What there is to choose from.
     *
     * @param ways in the order of their priority
     * @param missing what keeps there from being any; null when there are some
     */
    record Field(
            List<Candidate> ways,
            Strategy strategy,
            @Nullable Pool pool,
            RouteChoice.@Nullable Blocked missing) {

        /** By which rule a way was chosen, for a person; empty where it is the usual one. */
        String words() {
            return pool == null && strategy == Strategy.HEALTH ? "" : ", by " + strategy + within();
        }

        /** Out of which ways it was chosen; empty where they are all of the workspace. */
        String within() {
            return pool == null ? "" : " in pool " + pool.name();
        }

        /** Whether it makes a difference where mail goes. */
        boolean asksForDestinations() {
            return ways.stream().anyMatch(way -> !way.curves().isNone())
                    || (strategy == Strategy.HEALTH
                            && ways.stream()
                                    .anyMatch(way -> way.domain() != null
                                            && !way.domain().mailboxScores().isEmpty()));
        }

        /** The same for mail to a mailbox provider only. */
        Field at(MailboxProvider destination, LocalDate today) {
            return new Field(
                    ways.stream().map(way -> way.at(destination, today)).toList(), strategy, pool, missing);
        }
    }

    Field find(Workspace workspace, RouteWish wish, Instant now) {
        Field field = ofWorkspace(workspace, wish, now);
        return wish.name() == RouteWish.Name.WORKSPACE ? field : withHouse(field, workspace, now);
    }

    /** The installation's own way comes last, and is better than none. */
    private Field withHouse(Field field, Workspace workspace, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, workspace.timezone());
        List<Candidate> ways = new ArrayList<>(field.ways());
        if (!fallback.emailFrom().isBlank() && ways.stream().allMatch(way -> way.domain() != null)) {
            providers
                    .fallback()
                    .ifPresent(house -> ways.add(new Candidate(
                            house,
                            null,
                            Senders.house(fallback),
                            null,
                            1,
                            Curve.Pair.NONE,
                            Judge.of(house, now, today))));
        }
        return new Field(List.copyOf(ways), field.strategy(), field.pool(), ways.isEmpty() ? field.missing() : null);
    }

    private Field ofWorkspace(Workspace workspace, RouteWish wish, Instant now) {
        Pool pool = wish.poolId() == null
                ? null
                : pools.find(workspace.id(), wish.poolId()).orElse(null);
        Strategy strategy =
                wish.strategy() != null ? wish.strategy() : pool != null ? pool.strategy() : Strategy.HEALTH;
        if (wish.poolId() != null && pool == null) {
            return missing(strategy, "The sending pool is gone.", "a pool that is there, or none");
        }
        List<Provider> carriers = providers.carriers(workspace.id()).stream()
                .filter(provider -> mayCarry(provider, wish, pool))
                .sorted(Comparator.<Provider>comparingInt(provider -> preference(wish, provider))
                        .thenComparingInt(provider -> priority(pool, provider)))
                .toList();
        if (carriers.stream().allMatch(provider -> provider.pausedAt() != null)) {
            return missing(
                    strategy,
                    "There is no provider to send through.",
                    "a provider under settings, with its credentials, that is not paused");
        }
        List<SendingDomain> domains = senders.domains(workspace.id());
        List<Senders.Named> names = new Senders(
                        domains, domains.isEmpty() ? List.of() : senders.identities(workspace.id()), pool, fallback)
                .by(wish);
        if (names.isEmpty()) {
            return missing(
                    strategy,
                    "No address to send from was found.",
                    "an identity on a domain of yours, or from_email on one");
        }
        LocalDate today = LocalDate.ofInstant(now, workspace.timezone());
        List<Candidate> ways = new ArrayList<>(names.size() * carriers.size());
        Sources sources = Sources.of(pool, ips);
        Map<UUID, List<MailboxShare>> shares = shares(workspace, names, sources);
        for (Senders.Named name : names) {
            Verdict ofName = Judge.of(name, today);
            for (Provider carrier : carriers) {
                int weight = name.weight() * weight(pool, carrier);
                Verdict verdict = Judge.worse(ofName, Judge.of(carrier, now, today));
                for (Sources.Named source : sources.through(carrier)) {
                    ways.add(new Candidate(
                            carrier,
                            name.domain(),
                            name.sender(),
                            source.ip(),
                            weight * source.weight(),
                            new Curve.Pair(Curve.of(name.domain(), shares), Curve.of(source.ip(), shares)),
                            Judge.worse(verdict, Judge.of(source.ip(), now, today))));
                }
            }
        }
        return ways.isEmpty()
                ? missing(
                        strategy,
                        "None of the pool's addresses may be used.",
                        "a dedicated IP in the pool that is active, or none at all")
                : new Field(List.copyOf(ways), strategy, pool, null);
    }

    /** Asked for only while something is warmed up. */
    private Map<UUID, List<MailboxShare>> shares(Workspace workspace, List<Senders.Named> names, Sources sources) {
        boolean warming = names.stream()
                        .anyMatch(name ->
                                name.domain() != null && name.domain().warmingStatus() == WarmingStatus.IN_PROGRESS)
                || sources.named().stream()
                        .anyMatch(source ->
                                source.ip() != null && source.ip().warmingStatus() == WarmingStatus.IN_PROGRESS);
        return warming
                ? mailboxShares.list(workspace.id()).stream().collect(Collectors.groupingBy(MailboxShare::origin))
                : Map.of();
    }

    private static Field missing(Strategy strategy, String wrong, String right) {
        return new Field(List.of(), strategy, null, new RouteChoice.Blocked(wrong, right));
    }

    private static boolean mayCarry(Provider provider, RouteWish wish, @Nullable Pool pool) {
        boolean wanted = wish.others() == RouteWish.Others.FALLBACK
                || wish.preferredProviders().contains(provider.id());
        return wanted
                && (pool == null
                        || !pool.namesProviders()
                        || pool.provider(provider.id())
                                .filter(PoolMember::isActive)
                                .isPresent());
    }

    private static int preference(RouteWish wish, Provider provider) {
        int place = wish.preferredProviders().indexOf(provider.id());
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    private static int priority(@Nullable Pool pool, Provider provider) {
        return pool == null
                ? 0
                : pool.provider(provider.id()).map(PoolMember::priority).orElse(0);
    }

    private static int weight(@Nullable Pool pool, Provider provider) {
        return pool == null
                ? 1
                : pool.provider(provider.id()).map(PoolMember::weight).orElse(1);
    }
}
