package lettermill.routing;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lettermill.mailbox.MailboxProvider;
import lettermill.sender.SendingDomain;
import lettermill.sender.SendingDomain.WarmingStatus;
import lettermill.sender.ip.DedicatedIp;
import lettermill.sender.share.MailboxShare;
import org.jspecify.annotations.Nullable;

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
                        name, shares.stream().collect(Collectors.toMap(MailboxShare::mailboxProvider, share -> share)));
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
                        share.id(), DailyRoom.left(share.dailyLimit(), share.dailySent(), share.dailyDate(), today)));
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
