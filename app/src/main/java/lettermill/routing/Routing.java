package lettermill.routing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import lettermill.base.WorkspaceId;
import lettermill.mailbox.MailboxProvider;
import lettermill.mailbox.Mailboxes;
import lettermill.provider.Provider;
import lettermill.provider.ProviderHealth;
import lettermill.provider.ProviderService;
import lettermill.sender.SendingDomain;
import lettermill.sender.ip.DedicatedIp;
import lettermill.sender.ip.IpStandingService;
import lettermill.workspace.Workspace;
import org.springframework.stereotype.Service;

/** Chooses and reserves. */
@Service
public class Routing {

    private final Candidates candidates;
    private final ProviderService providers;
    private final ProviderHealth health;
    private final IpStandingService standing;
    private final Caps caps;
    private final Mailboxes mailboxes;
    private final Clock clock;
    private final Timer planning;
    private final Timer reserving;

    Routing(
            Candidates candidates,
            ProviderService providers,
            ProviderHealth health,
            IpStandingService standing,
            Caps caps,
            Mailboxes mailboxes,
            Clock clock,
            MeterRegistry meters) {
        this.candidates = candidates;
        this.providers = providers;
        this.health = health;
        this.standing = standing;
        this.caps = caps;
        this.mailboxes = mailboxes;
        this.clock = clock;
        this.planning = meters.timer("lettermill.routing.plan");
        this.reserving = meters.timer("lettermill.routing.reserve");
    }

    /** The first way that nothing stands against which only a person can mend: caps and failing providers heal by themselves. */
    public RouteChoice choose(Workspace workspace, RouteWish wish) {
        Candidates.Field field = candidates.find(workspace, wish, clock.instant());
        RouteChoice.Blocked missing = field.missing();
        if (missing != null) {
            return missing;
        }
        Candidate best = field.ways().stream()
                .filter(Candidate::isUsableSoon)
                .findFirst()
                .orElse(field.ways().getFirst());
        return best.isUsableSoon() || !(best.verdict() instanceof Verdict.Excluded no)
                ? best.way(MailboxProvider.OTHER, field.words())
                : new RouteChoice.Blocked(no.wrong(), no.right());
    }

    /** Whether mail may leave in the name of a domain, or from an address, that is being warmed up. */
    public boolean warms(Workspace workspace, RouteWish wish) {
        return candidates.find(workspace, wish, clock.instant()).ways().stream().anyMatch(Candidate::isWarming);
    }

    /**
     * Divides a batch among the ways as they are now.
     *
     * @param destinations the mail domains that its letters go to, A-labels in lower case, in their order
     * @param seed decides who goes which way; the same one gives the same plan
     */
    public RoutePlan plan(Workspace workspace, RouteWish wish, List<String> destinations, long seed) {
        return Objects.requireNonNull(planning.record(() -> {
            Instant now = clock.instant();
            Candidates.Field field = candidates.find(workspace, wish, now);
            return new Planner(workspace, field, now).plan(providersOf(destinations, field), seed);
        }));
    }

    /** Asked for only where it makes a difference. */
    private List<MailboxProvider> providersOf(List<String> destinations, Candidates.Field field) {
        if (!field.asksForDestinations()) {
            return Collections.nCopies(destinations.size(), MailboxProvider.OTHER);
        }
        Map<String, MailboxProvider> known = mailboxes.of(Set.copyOf(destinations));
        return destinations.stream()
                .map(domain -> known.getOrDefault(domain, MailboxProvider.OTHER))
                .toList();
    }

    /**
     * Reserves up to {@code wanted} sends under the day's caps of all that is on a way. Whoever does not use all of
     * them gives the rest back.
     */
    public Reservation reserve(Workspace workspace, RouteChoice.Usable way, int wanted) {
        return reserve(workspace, List.of(new Caps.Wanted(way, wanted))).getFirst();
    }

    /** The same for each part of a plan, on the way that was chosen for it. */
    public List<Reservation> reserve(Workspace workspace, RoutePlan.Shares plan) {
        return reserve(
                workspace,
                plan.shares().stream()
                        .map(share -> new Caps.Wanted(
                                share.ways().getFirst(), share.places().size()))
                        .toList());
    }

    private List<Reservation> reserve(Workspace workspace, List<Caps.Wanted> parts) {
        LocalDate day = today(workspace);
        return Objects.requireNonNull(reserving.record(() -> caps.reserve(workspace.id(), parts, day).stream()
                .map(granted -> new Reservation(granted, day))
                .toList()));
    }

    /** Gives back what did not leave. */
    public void giveBack(WorkspaceId workspace, RouteChoice.Usable way, Reservation unspent) {
        if (unspent.granted() > 0) {
            reserving.record(() -> caps.giveBack(workspace, way, unspent.granted(), unspent.day()));
        }
    }

    /** Asks leave to send through a way's provider; empty when it fails and nothing may go there now. */
    public Optional<RouteChoice.Usable> admit(RouteChoice.Usable way) {
        return health.admit(way.provider()).map(way::through);
    }

    /** Tells all processes that a wave failed, by its provider's fault or because the machine cannot send from its address. */
    public void failed(RouteChoice.Usable way, RouteChoice.Fault fault) {
        DedicatedIp ip = way.ip();
        if (fault.kind() == RouteChoice.Fault.Kind.PROVIDER || ip == null) {
            health.failed(way.provider(), fault.severity(), fault.wish(), fault.words());
        } else {
            standing.unbindable(ip, fault.words());
        }
    }

    /** Forgets faults of a way's provider and address, as the provider has answered. */
    public RouteChoice.Usable answered(RouteChoice.Usable way) {
        if (way.ip() != null) {
            standing.bound(way.ip());
        }
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
        int room =
                DailyRoom.left(provider.maxSendsPerDay(), provider.currentDailySends(), provider.dailySendsDate(), day);
        SendingDomain domain = way.sender().domain();
        if (domain != null) {
            room = Math.min(room, DailyRoom.left(domain.dailyLimit(), domain.dailySent(), domain.dailyDate(), day));
        }
        DedicatedIp ip = way.ip();
        return ip == null ? room : Math.min(room, DailyRoom.left(ip.dailyLimit(), ip.dailySent(), ip.dailyDate(), day));
    }

    /** The present date where the workspace is. */
    public LocalDate today(Workspace workspace) {
        return DailyRoom.today(workspace, clock.instant());
    }
}
