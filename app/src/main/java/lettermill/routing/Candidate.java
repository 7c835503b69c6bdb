package lettermill.routing;

import java.time.LocalDate;
import java.util.Objects;
import lettermill.mailbox.MailboxProvider;
import lettermill.provider.Provider;
import lettermill.routing.strategy.Option;
import lettermill.sender.DomainStatus;
import lettermill.sender.SendingDomain;
import lettermill.sender.SendingDomain.WarmingStatus;
import lettermill.sender.ip.DedicatedIp;
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
}
