package lettermill.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lettermill.base.EmailAddress;
import lettermill.base.WorkspaceId;
import lettermill.provider.Breaker;
import lettermill.provider.FallbackSettings;
import lettermill.provider.Provider;
import lettermill.provider.ProviderHealth;
import lettermill.provider.ProviderService;
import lettermill.sender.SenderService;
import lettermill.sender.SendingDomain;
import lettermill.sender.SendingIdentity;
import lettermill.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Chooses and reserves. */
@Service
public class Routing {

    /** The best way and at most three further ones, for when a provider fails. */
    private static final int MOST_WAYS = 4;

    private static final Duration NO_ROUTE_PAUSE = Duration.ofSeconds(30);

    private final ProviderService providers;
    private final ProviderHealth health;
    private final SenderService senders;
    private final FallbackSettings fallback;
    private final Clock clock;

    Routing(
            ProviderService providers,
            ProviderHealth health,
            SenderService senders,
            FallbackSettings fallback,
            Clock clock) {
        this.providers = providers;
        this.health = health;
        this.senders = senders;
        this.fallback = fallback;
        this.clock = clock;
    }

    /** The best way if all providers were well: what fails at the moment may be back before the first mail leaves. */
    public RouteChoice choose(WorkspaceId workspace, RouteWish wish) {
        List<Provider> candidates = candidates(workspace, wish);
        return candidates.isEmpty()
                ? noProvider()
                : way(workspace, wish, candidates).getFirst();
    }

    /** Divides a batch of so many letters among the ways as they are now. */
    public RoutePlan plan(WorkspaceId workspace, RouteWish wish, int letters) {
        Instant now = clock.instant();
        List<Provider> candidates = candidates(workspace, wish);
        List<Provider> well = candidates.stream()
                .filter(provider -> !provider.breaker().blocks(now))
                .limit(MOST_WAYS)
                .toList();
        if (candidates.isEmpty()) {
            return new RoutePlan.Blocked(noProvider().wrong(), now.plus(NO_ROUTE_PAUSE));
        }
        if (well.isEmpty()) {
            return resting(candidates);
        }
        List<RouteChoice> ways = way(workspace, wish, well);
        if (ways.getFirst() instanceof RouteChoice.Blocked blocked) {
            return new RoutePlan.Blocked(blocked.wrong(), now.plus(NO_ROUTE_PAUSE));
        }
        List<RouteChoice.Usable> usable = ways.stream()
                .filter(RouteChoice.Usable.class::isInstance)
                .map(RouteChoice.Usable.class::cast)
                .toList();
        return new RoutePlan.Shares(List.of(
                new RoutePlan.Share(usable, IntStream.range(0, letters).boxed().toList())));
    }

    private static RoutePlan.Blocked resting(List<Provider> failing) {
        Provider first = failing.stream()
                .min(Comparator.comparing(provider -> retryAt(provider)))
                .orElseThrow();
        String why = first.lastError() == null ? "" : ": " + first.lastError();
        return new RoutePlan.Blocked(first.name() + " is left in peace after faults" + why, retryAt(first));
    }

    private static Instant retryAt(Provider provider) {
        Instant at = provider.breaker().retryAt();
        return at == null ? Instant.MAX : at;
    }

    private static RouteChoice.Blocked noProvider() {
        return new RouteChoice.Blocked(
                "There is no provider to send through.",
                "a provider under settings, with its credentials, that is not paused");
    }

    private List<Provider> candidates(WorkspaceId workspace, RouteWish wish) {
        return providers.candidates(workspace).stream()
                .filter(provider -> wish.others() == RouteWish.Others.FALLBACK
                        || wish.preferredProviders().contains(provider.id()))
                .sorted(Comparator.comparingInt(provider -> rank(wish, provider)))
                .toList();
    }

    private static int rank(RouteWish wish, Provider provider) {
        int place = wish.preferredProviders().indexOf(provider.id());
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    private List<RouteChoice> way(WorkspaceId workspace, RouteWish wish, List<Provider> through) {
        List<SendingDomain> domains = senders.domains(workspace);
        if (domains.isEmpty() && !fallback.emailFrom().isBlank()) {
            EmailAddress from = EmailAddress.parse(fallback.emailFrom());
            String name = fallback.emailFromName().isBlank() ? null : fallback.emailFromName();
            Sender sender = new Sender(null, null, from.display(), name, null, from.domain());
            return through.stream()
                    .<RouteChoice>map(provider -> new RouteChoice.Usable(
                            provider, sender, "the installation's own address: EMAIL_FROM, through " + provider.name()))
                    .toList();
        }
        Optional<Sender> sender = find(workspace, wish, domains);
        return through.stream().map(provider -> withSender(provider, sender)).toList();
    }

    private static RouteChoice withSender(Provider provider, Optional<Sender> found) {
        if (found.isEmpty()) {
            return new RouteChoice.Blocked(
                    "No address to send from was found.", "an identity on a domain of yours, or from_email on one");
        }
        Sender sender = found.get();
        SendingDomain domain = sender.domain();
        if (domain != null && !domain.sendable()) {
            return new RouteChoice.Blocked(
                    "The domain " + domain.host() + " may not send: it is " + domain.status() + ".",
                    "verify its DNS records, or an owner's override");
        }
        SendingDomain.Override override = domain == null ? null : domain.overrideInUse();
        String verified = override == null ? "" : " (unverified, by " + override.by() + "'s override)";
        return new RouteChoice.Usable(provider, sender, sender.email() + verified + " through " + provider.name());
    }

    private Optional<Sender> find(WorkspaceId workspace, RouteWish wish, List<SendingDomain> domains) {
        List<SendingIdentity> identities = senders.identities(workspace);
        if (wish.identityId() != null) {
            return identities.stream()
                    .filter(identity -> identity.id().equals(wish.identityId()))
                    .findFirst()
                    .flatMap(identity -> sender(identity, domains));
        }
        if (wish.fromEmail() != null) {
            EmailAddress from = EmailAddress.parse("from_email", wish.fromEmail());
            Optional<SendingIdentity> listed = identities.stream()
                    .filter(identity -> EmailAddress.parse(identity.email()).equals(from))
                    .findFirst();
            return listed.isPresent() ? sender(listed.get(), domains) : unlisted(from, domains);
        }
        // Listed by domain, the default first; one that may send is better than the default that may not.
        List<Sender> all = identities.stream()
                .flatMap(identity -> sender(identity, domains).stream())
                .toList();
        return all.stream()
                .filter(sender -> sender.domain() != null && sender.domain().sendable())
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    private static Optional<Sender> sender(SendingIdentity identity, List<SendingDomain> domains) {
        return domains.stream()
                .filter(domain -> domain.id().equals(identity.domainId()))
                .findFirst()
                .map(domain -> new Sender(
                        domain,
                        identity.id(),
                        identity.email(),
                        orElse(identity.displayName(), domain.defaultFromName()),
                        orElse(identity.replyTo(), domain.defaultReplyTo()),
                        domain.host()));
    }

    private static Optional<Sender> unlisted(EmailAddress from, List<SendingDomain> domains) {
        return domains.stream()
                .filter(domain -> domain.host().equals(from.domain()))
                .findFirst()
                .map(domain -> new Sender(
                        domain,
                        null,
                        from.display(),
                        domain.defaultFromName(),
                        domain.defaultReplyTo(),
                        domain.host()));
    }

    private static @Nullable String orElse(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }

    /**
     * Reserves up to {@code wanted} sends under the day's caps of the domain and the provider. Whoever does not use all of
     * them gives the rest back.
     */
    @Transactional
    public Reservation reserve(Workspace workspace, RouteChoice.Usable way, int wanted) {
        LocalDate day = today(workspace);
        SendingDomain domain = way.sender().domain();
        int byDomain = domain == null ? wanted : senders.reserve(domain, wanted, day);
        int granted = byDomain == 0 ? 0 : providers.reserve(way.provider(), byDomain, day);
        if (domain != null) {
            senders.giveBack(workspace.id(), domain.id(), byDomain - granted, day);
        }
        return new Reservation(granted, day);
    }

    @Transactional
    public void giveBack(WorkspaceId workspace, RouteChoice.Usable way, int count, LocalDate day) {
        SendingDomain domain = way.sender().domain();
        if (domain != null) {
            senders.giveBack(workspace, domain.id(), count, day);
        }
        providers.giveBack(way.provider(), count, day);
    }

    /** Asks leave to send through a way's provider; empty when it fails and nothing may go there now. */
    public Optional<RouteChoice.Usable> admit(RouteChoice.Usable way) {
        return health.admit(way.provider()).map(way::through);
    }

    /**
     * Tells all processes that a wave failed by its provider's fault.
     *
     * @param wish how long the provider asked to be left in peace; zero if it did not
     */
    public void failed(RouteChoice.Usable way, Breaker.Severity severity, Duration wish, String error) {
        health.failed(way.provider(), severity, wish, error);
    }

    /** Forgets faults of a way's provider, as it has answered. */
    public RouteChoice.Usable answered(RouteChoice.Usable way) {
        return way.through(health.answered(way.provider()));
    }

    /** Takes the next slot under the cap on speed: when the wave may leave; empty where there is no such cap. */
    public Optional<Instant> takeSlot(RouteChoice.Usable way) {
        return way.provider().rate().map(rate -> providers.takeSlot(way.provider(), rate));
    }

    /** How many mails the caps of today still leave on a way; {@link Integer#MAX_VALUE} for no cap. */
    public int roomToday(Workspace workspace, RouteChoice.Usable way) {
        LocalDate day = today(workspace);
        Provider provider = way.provider();
        int room = left(provider.maxSendsPerDay(), provider.currentDailySends(), provider.dailySendsDate(), day);
        SendingDomain domain = way.sender().domain();
        return domain == null
                ? room
                : Math.min(room, left(domain.dailyLimit(), domain.dailySent(), domain.dailyDate(), day));
    }

    private static int left(@Nullable Integer cap, int used, @Nullable LocalDate usedOn, LocalDate day) {
        if (cap == null) {
            return Integer.MAX_VALUE;
        }
        return usedOn == null || usedOn.isBefore(day) ? cap : Math.max(0, cap - used);
    }

    /** The present date where the workspace is. */
    public LocalDate today(Workspace workspace) {
        return LocalDate.ofInstant(clock.instant(), workspace.timezone());
    }

    /** When the day's caps start anew. */
    public Instant nextDay(Workspace workspace) {
        return today(workspace).plusDays(1).atStartOfDay(workspace.timezone()).toInstant();
    }
}
