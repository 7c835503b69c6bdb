package lettermill.warming;

import java.time.LocalDate;
import lettermill.ledger.outcome.Origin;
import lettermill.sender.SendingDomain;
import lettermill.sender.SendingDomain.WarmingStatus;
import lettermill.sender.ip.DedicatedIp;
import org.jspecify.annotations.Nullable;

/**
 * What is warmed up: a domain or an address, as its row stands.
 *
 * @param name the domain, or the address in digits
 * @param proven whether DNS says that mail may leave in its name, or from it
 * @param state what its row says of that, for a person
 * @param day of the schedule; null before a warming starts
 * @param dailyLimit cap of mails a day; null for none
 * @param sent mails of {@code sentOn}
 */
record Warmed(
        Origin origin,
        String name,
        boolean proven,
        String state,
        WarmingStatus status,
        @Nullable Integer day,
        @Nullable Integer dailyLimit,
        int sent,
        @Nullable LocalDate sentOn,
        SendingDomain.@Nullable Pause pause) {

    static Warmed of(SendingDomain domain) {
        return new Warmed(
                Origin.domain(domain.id()),
                domain.host(),
                domain.status().proven(),
                domain.status().name(),
                domain.warmingStatus(),
                domain.warmingDay(),
                domain.dailyLimit(),
                domain.dailySent(),
                domain.dailyDate(),
                domain.pause());
    }

    /** One that is paused starts no warming, as a domain that is. */
    static Warmed of(DedicatedIp ip) {
        boolean paused = ip.pause() != null;
        return new Warmed(
                Origin.ip(ip.id()),
                ip.ipAddress(),
                ip.status() == DedicatedIp.Status.VERIFIED && !paused,
                paused ? "PAUSED" : ip.status().name(),
                ip.warmingStatus(),
                ip.warmingDay(),
                ip.dailyLimit(),
                ip.dailySent(),
                ip.dailyDate(),
                ip.pause());
    }

    /** How many mails of a date are counted against its cap. */
    int sentOn(LocalDate date) {
        return date.equals(sentOn) ? sent : 0;
    }
}
