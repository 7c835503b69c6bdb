package lettermill.routing;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lettermill.mailbox.MailboxProvider;
import lettermill.provider.Provider;
import lettermill.routing.strategy.Option;
import lettermill.sender.DomainStatus;
import lettermill.sender.SendingDomain;
import lettermill.sender.SendingDomain.WarmingStatus;
import lettermill.sender.ip.DedicatedIp;
import lettermill.sender.share.MailboxShare;
import org.jspecify.annotations.Nullable;

/**
 * A way that there is: a domain with its identity, a provider, and the address that mail leaves from.
 *
 * @param domain null for the installation's own address
 * @param sender null for a domain without an identity
 * @param ip null for whichever address the machine takes
 * @param curves what single mailbox providers may get of it
 * @param weight its domain's times its provider's times its address's
 */
record Candidate(
        Provider provider,
        @Nullable SendingDomain domain,
        @Nullable Sender sender,
        @Nullable DedicatedIp ip,
        int weight,
        Curve.Pair curves,
        Verdict verdict) {

    private static final int FULL_HEALTH = 100;

    boolean isEligible() {
        return verdict instanceof Verdict.Eligible;
    }

    /** Whether nothing stands against it that only a person can mend. */
    boolean isUsableSoon() {
        return switch (verdict) {
            case Verdict.Eligible _ -> true;
            case Verdict.Excluded excluded -> excluded.reason().passes();
        };
    }

    /** The same for mail to a mailbox provider only. */
    Candidate at(MailboxProvider destination, LocalDate today) {
        Verdict there =
                curves.both().map(curve -> Judge.of(curve, destination, today)).reduce(verdict, Judge::worse);
        return new Candidate(provider, domain, sender, ip, weight, curves, there);
    }

    /** Whether its domain or its address is being warmed up. */
    boolean isWarming() {
        return (domain != null && domain.status() == DomainStatus.WARMING)
                || (ip != null && ip.pause() == null && ip.warmingStatus() == WarmingStatus.IN_PROGRESS);
    }

    int health() {
        return domain == null ? FULL_HEALTH : domain.healthScore();
    }

    /** How a mailbox provider takes its domain's mail; null while too little is known. */
    @Nullable
    Integer affinity(MailboxProvider destination) {
        return domain == null ? null : domain.mailboxScores().get(destination.name());
    }

    /** What it is worth for mail to a mailbox provider: one that takes its mail well does not make up for others, one that does not counts. */
    int health(MailboxProvider destination) {
        Integer there = affinity(destination);
        return there == null ? health() : Math.min(health(), there);
    }

    Option option(MailboxProvider destination) {
        return new Option(
                domain == null ? null : domain.id(),
                provider.id(),
                ip == null ? null : ip.id(),
                curves.at(destination).all(),
                weight,
                health(destination));
    }

    /**
     * Only of one that has a sender.
     *
     * @param destination who runs the mailboxes that its letters go to
     * @param by the rule by which it was chosen, in words
     */
    RouteChoice.Usable way(MailboxProvider destination, String by) {
        Sender from = Objects.requireNonNull(sender);
        SendingDomain.Override override = domain == null ? null : domain.overrideInUse();
        String verified = override == null ? "" : " (unverified, by " + override.by() + "'s override)";
        String whose = domain == null ? "the installation's own address: EMAIL_FROM," : from.email() + verified;
        String where = ip == null ? "" : " from " + ip.ipAddress();
        return new RouteChoice.Usable(
                provider, from, ip, curves.at(destination), whose + " through " + provider.name() + where + by);
    }

    /**
     * What of a day's volume single mailbox providers get from a domain or an address that is being warmed up.
     *
     * @param name of the domain or the address
     * @param shares by mailbox provider; one of them for all that are not named; empty where nobody has a share of his own
     */
    record Curve(String name, Map<String, MailboxShare> shares) {

        static final Curve NONE = new Curve("", Map.of());

        Curve {
            shares = Map.copyOf(shares);
        }

        static Curve of(@Nullable SendingDomain domain, Map<UUID, List<MailboxShare>> all) {
            return domain == null || domain.warmingStatus() != WarmingStatus.IN_PROGRESS
                    ? NONE
                    : of(domain.host(), all.getOrDefault(domain.id(), List.of()));
        }

        static Curve of(@Nullable DedicatedIp ip, Map<UUID, List<MailboxShare>> all) {
            return ip == null || ip.warmingStatus() != WarmingStatus.IN_PROGRESS
                    ? NONE
                    : of(ip.ipAddress(), all.getOrDefault(ip.id(), List.of()));
        }

        private static Curve of(String name, List<MailboxShare> shares) {
            return shares.isEmpty()
                    ? NONE
                    : new Curve(
                            name,
                            shares.stream().collect(Collectors.toMap(MailboxShare::mailboxProvider, share -> share)));
        }

        /** Whether a mailbox provider has a share of its own. */
        boolean names(MailboxProvider destination) {
            return shares.containsKey(destination.name());
        }

        /** What mail to a mailbox provider counts against; null for nothing. */
        @Nullable
        MailboxShare at(MailboxProvider destination) {
            MailboxShare own = shares.get(destination.name());
            return own == null ? shares.get(MailboxShare.REST) : own;
        }

        @Nullable
        UUID capAt(MailboxProvider destination) {
            MailboxShare share = at(destination);
            return share == null ? null : share.id();
        }

        /** What each share still leaves of a date. */
        Map<UUID, Integer> rooms(LocalDate today) {
            Map<UUID, Integer> rooms = new HashMap<>();
            shares.values()
                    .forEach(share -> rooms.put(
                            share.id(),
                            DailyRoom.left(share.dailyLimit(), share.dailySent(), share.dailyDate(), today)));
            return rooms;
        }

        /** Those of a way. */
        record Pair(Curve ofDomain, Curve ofIp) {

            static final Pair NONE = new Pair(Curve.NONE, Curve.NONE);

            Stream<Curve> both() {
                return Stream.of(ofDomain, ofIp);
            }

            boolean names(MailboxProvider destination) {
                return both().anyMatch(curve -> curve.names(destination));
            }

            boolean isNone() {
                return both().allMatch(curve -> curve.shares().isEmpty());
            }

            RouteChoice.MailboxCaps at(MailboxProvider destination) {
                return new RouteChoice.MailboxCaps(ofDomain.capAt(destination), ofIp.capAt(destination));
            }
        }
    }
}
