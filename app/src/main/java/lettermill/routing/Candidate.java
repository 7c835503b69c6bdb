package lettermill.routing;

import java.util.Objects;
import lettermill.provider.Provider;
import lettermill.routing.strategy.Option;
import lettermill.sender.SendingDomain;
import org.jspecify.annotations.Nullable;

/**
 * A way that there is: a domain with its identity, and a provider.
 *
 * @param domain null for the installation's own address
 * @param sender null for a domain without an identity
 * @param weight its domain's times its provider's
 */
record Candidate(
        Provider provider,
        @Nullable SendingDomain domain,
        @Nullable Sender sender,
        int weight,
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

    int health() {
        return domain == null ? FULL_HEALTH : domain.healthScore();
    }

    Option option() {
        return new Option(domain == null ? null : domain.id(), provider.id(), weight, health());
    }

    /** Only of one that has a sender. */
    RouteChoice.Usable way(String by) {
        Sender from = Objects.requireNonNull(sender);
        SendingDomain.Override override = domain == null ? null : domain.overrideInUse();
        String verified = override == null ? "" : " (unverified, by " + override.by() + "'s override)";
        String whose = domain == null ? "the installation's own address: EMAIL_FROM," : from.email() + verified;
        return new RouteChoice.Usable(provider, from, whose + " through " + provider.name() + by);
    }
}
