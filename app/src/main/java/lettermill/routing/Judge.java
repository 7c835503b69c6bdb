package lettermill.routing;

import java.time.Instant;
import java.time.LocalDate;
import lettermill.mailbox.MailboxProvider;
import lettermill.provider.Provider;
import lettermill.routing.Candidate.Curve;
import lettermill.routing.Verdict.Eligible;
import lettermill.routing.Verdict.Excluded;
import lettermill.routing.Verdict.Reason;
import lettermill.sender.DomainStatus;
import lettermill.sender.HealthStatus;
import lettermill.sender.SendingDomain;
import lettermill.sender.SendingDomain.WarmingStatus;
import lettermill.sender.ip.DedicatedIp;
import lettermill.sender.share.MailboxShare;
import org.jspecify.annotations.Nullable;

/** Says of each thing on a way whether it may be used, and for how many mails of today. */
final class Judge {

    private Judge() {}

    static Verdict of(Senders.Named name, LocalDate today) {
        SendingDomain domain = name.domain();
        if (domain == null) {
            return new Eligible(Integer.MAX_VALUE);
        }
        if (name.sender() == null) {
            return new Excluded(Reason.NO_IDENTITY, domain.host() + " has no identity.", "an identity on it");
        }
        SendingDomain.Pause pause = domain.pause();
        if (pause != null) {
            return new Excluded(
                    Reason.DOMAIN_PAUSED,
                    "The domain " + domain.host() + " was paused by " + pause.by() + ": " + pause.reason() + ".",
                    "find the cause, then resume it with a note");
        }
        if (!domain.sendable()) {
            return new Excluded(
                    Reason.DOMAIN_STATUS,
                    "The domain " + domain.host() + " may not send: it is " + domain.status() + ".",
                    "verify its DNS records, or an owner's override");
        }
        if (domain.healthStatus() == HealthStatus.CRITICAL) {
            return new Excluded(
                    Reason.HEALTH,
                    "The domain " + domain.host() + " is in critical health, at " + domain.healthScore() + " of 100.",
                    "find out who bounces and complains, and let it rest");
        }
        int room = DailyRoom.left(domain.dailyLimit(), domain.dailySent(), domain.dailyDate(), today);
        Reason full = domain.status() == DomainStatus.WARMING ? Reason.WARMING_ROOM : Reason.DOMAIN_CAP;
        return room > 0 ? new Eligible(room) : full(full);
    }

    static Verdict of(Provider provider, Instant now, LocalDate today) {
        if (provider.pausedAt() != null) {
            return new Excluded(Reason.PROVIDER_PAUSED, provider.name() + " is paused.", "resume it");
        }
        if (provider.breaker().blocks(now)) {
            String why = provider.lastError() == null ? "" : ": " + provider.lastError();
            return new Excluded(
                    Reason.PROVIDER_FAILING,
                    provider.name() + " is left in peace after faults" + why,
                    "it is tried again by itself");
        }
        int room = DailyRoom.left(
                provider.maxSendsPerDay(), provider.currentDailySends(), provider.dailySendsDate(), today);
        return room > 0 ? new Eligible(room) : full(Reason.PROVIDER_CAP);
    }

    static Verdict of(@Nullable DedicatedIp ip, Instant now, LocalDate today) {
        if (ip == null) {
            return new Eligible(Integer.MAX_VALUE);
        }
        SendingDomain.Pause pause = ip.pause();
        if (pause != null) {
            return new Excluded(
                    Reason.IP_PAUSED,
                    ip.ipAddress() + " was paused by " + pause.by() + ": " + pause.reason() + ".",
                    "find the cause, then resume it with a note");
        }
        DedicatedIp.Fault fault = ip.fault();
        if (fault != null && !ip.usable(now)) {
            return new Excluded(
                    Reason.IP_UNBINDABLE,
                    "No mail can leave from " + ip.ipAddress() + ": " + fault.reason(),
                    "an address of the machine that sends; it is tried again by itself");
        }
        if (!ip.usable(now)) {
            return new Excluded(
                    Reason.IP_STATUS,
                    "Nobody knows " + ip.ipAddress() + " as " + ip.hostname() + ": "
                            + ip.pointer().advice(),
                    "have its name checked");
        }
        int room = DailyRoom.left(ip.dailyLimit(), ip.dailySent(), ip.dailyDate(), today);
        if (room > 0) {
            return new Eligible(room);
        }
        return ip.warmingStatus() == WarmingStatus.IN_PROGRESS
                ? new Excluded(
                        Reason.WARMING_ROOM,
                        "today's warming room of IP " + ip.ipAddress() + " is used up",
                        "wait until tomorrow")
                : full(Reason.IP_CAP);
    }

    static Verdict of(Curve curve, MailboxProvider destination, LocalDate today) {
        MailboxShare share = curve.at(destination);
        if (share == null) {
            return new Eligible(Integer.MAX_VALUE);
        }
        int room = DailyRoom.left(share.dailyLimit(), share.dailySent(), share.dailyDate(), today);
        String whose = curve.names(destination) ? destination.name() : "mailbox providers without one of their own";
        return room > 0
                ? new Eligible(room)
                : new Excluded(
                        Reason.WARMING_SHARE,
                        "today's share of " + whose + " in the warming of " + curve.name() + " is used up",
                        "wait until tomorrow");
    }

    private static Excluded full(Reason reason) {
        return new Excluded(reason, "today's cap is used up", "wait until tomorrow, or a higher cap");
    }

    /** What only a person can mend counts before what time heals, and the smaller room before the larger. */
    static Verdict worse(Verdict one, Verdict other) {
        return switch (one) {
            case Eligible(int room) -> other instanceof Eligible(int less) ? new Eligible(Math.min(room, less)) : other;
            case Excluded excluded ->
                excluded.reason().passes()
                                && other instanceof Excluded lasting
                                && !lasting.reason().passes()
                        ? lasting
                        : excluded;
        };
    }
}
