package lettermill.routing;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.EmailAddress;
import lettermill.provider.FallbackSettings;
import lettermill.routing.pool.Pool;
import lettermill.routing.pool.PoolMember;
import lettermill.sender.SendingDomain;
import lettermill.sender.SendingIdentity;
import org.jspecify.annotations.Nullable;

/** In whose name a mailing may leave, by its wish: the first one is preferred. */
record Senders(
        List<SendingDomain> domains,
        List<SendingIdentity> identities,
        @Nullable Pool pool,
        FallbackSettings fallback) {

    /**
     * One of them.
     *
     * @param sender null for a domain without an identity
     */
    record Named(@Nullable SendingDomain domain, @Nullable Sender sender, int weight) {
        private static Named of(Sender sender) {
            return new Named(sender.domain(), sender, 1);
        }
    }

    /** The installation's own address, where one is configured. */
    static Sender house(FallbackSettings fallback) {
        EmailAddress from = EmailAddress.parse(fallback.emailFrom());
        String name = fallback.emailFromName().isBlank() ? null : fallback.emailFromName();
        return new Sender(null, null, from.display(), name, null, from.domain());
    }

    List<Named> by(RouteWish wish) {
        if (domains.isEmpty() && !fallback.emailFrom().isBlank()) {
            return List.of(Named.of(house(fallback)));
        }
        UUID identityId = wish.identityId();
        if (identityId != null) {
            return identities.stream()
                    .filter(identity -> identity.id().equals(identityId))
                    .flatMap(identity -> sender(identity).stream())
                    .map(Named::of)
                    .toList();
        }
        if (wish.fromEmail() != null) {
            return from(EmailAddress.parse("from_email", wish.fromEmail())).stream()
                    .map(Named::of)
                    .toList();
        }
        return wish.spreads() ? ofEachDomain() : usual().stream().map(Named::of).toList();
    }

    private Optional<Sender> from(EmailAddress from) {
        Optional<SendingIdentity> listed = identities.stream()
                .filter(identity -> EmailAddress.parse(identity.email()).equals(from))
                .findFirst();
        return listed.isPresent() ? sender(listed.get()) : unlisted(from);
    }

    private List<Named> ofEachDomain() {
        return domains.stream()
                .filter(domain ->
                        pool == null || !pool.namesDomains() || member(domain).isPresent())
                .sorted(Comparator.comparingInt(
                        domain -> member(domain).map(PoolMember::priority).orElse(0)))
                .map(domain -> new Named(
                        domain,
                        identities.stream()
                                .filter(identity -> identity.domainId().equals(domain.id()))
                                .findFirst()
                                .map(identity -> sender(identity, domain))
                                .orElse(null),
                        member(domain).map(PoolMember::weight).orElse(1)))
                .toList();
    }

    private Optional<PoolMember> member(SendingDomain domain) {
        return pool == null ? Optional.empty() : pool.domain(domain.id()).filter(PoolMember::isActive);
    }

    /** Listed by domain, the default first; one that may send is better than the default that may not. */
    private Optional<Sender> usual() {
        List<Sender> all = identities.stream()
                .flatMap(identity -> sender(identity).stream())
                .toList();
        return all.stream()
                .filter(sender -> sender.domain() != null && sender.domain().sendable())
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    private Optional<Sender> sender(SendingIdentity identity) {
        return domains.stream()
                .filter(domain -> domain.id().equals(identity.domainId()))
                .findFirst()
                .map(domain -> sender(identity, domain));
    }

    private static Sender sender(SendingIdentity identity, SendingDomain domain) {
        return new Sender(
                domain,
                identity.id(),
                identity.email(),
                orElse(identity.displayName(), domain.defaultFromName()),
                orElse(identity.replyTo(), domain.defaultReplyTo()),
                domain.host());
    }

    private Optional<Sender> unlisted(EmailAddress from) {
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
}
