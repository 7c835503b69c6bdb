package lettermill.routing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lettermill.base.EmailAddress;
import lettermill.base.WorkspaceId;
import lettermill.provider.FallbackSettings;
import lettermill.provider.Provider;
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

    private final ProviderService providers;
    private final SenderService senders;
    private final FallbackSettings fallback;
    private final Clock clock;

    Routing(ProviderService providers, SenderService senders, FallbackSettings fallback, Clock clock) {
        this.providers = providers;
        this.senders = senders;
        this.fallback = fallback;
        this.clock = clock;
    }

    /** The best way as things stand now. */
    public RouteChoice choose(WorkspaceId workspace, RouteWish wish) {
        List<Provider> candidates = new ArrayList<>(providers.candidates(workspace));
        candidates.sort(Comparator.comparingInt(provider -> rank(wish, provider)));
        if (candidates.isEmpty()) {
            return new RouteChoice.Blocked(
                    "There is no provider to send through.",
                    "a provider under settings, with its credentials, that is not paused");
        }
        Provider provider = candidates.getFirst();
        List<SendingDomain> domains = senders.domains(workspace);
        if (domains.isEmpty() && !fallback.emailFrom().isBlank()) {
            EmailAddress from = EmailAddress.parse(fallback.emailFrom());
            String name = fallback.emailFromName().isBlank() ? null : fallback.emailFromName();
            Sender sender = new Sender(null, null, from.display(), name, null, from.domain());
            return new RouteChoice.Usable(provider, sender, "the installation's own address: EMAIL_FROM");
        }
        return withSender(provider, find(workspace, wish, domains));
    }

    private static int rank(RouteWish wish, Provider provider) {
        int place = wish.preferredProviders().indexOf(provider.id());
        return place < 0 ? Integer.MAX_VALUE : place;
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
