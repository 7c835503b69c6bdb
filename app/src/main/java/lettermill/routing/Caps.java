package lettermill.routing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import lettermill.base.WorkspaceId;
import lettermill.provider.ProviderService;
import lettermill.sender.SenderService;
import lettermill.sender.ip.DedicatedIpService;
import lettermill.sender.share.MailboxShareService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The day's caps of all that is on a way: each a guarded update, all of them or none. */
@Component
class Caps {

    private final List<Cap> caps;
    private final ProviderService providers;

    Caps(SenderService senders, DedicatedIpService ips, MailboxShareService shares, ProviderService providers) {
        this.providers = providers;
        // In this order, so that no two batches wait for each other. The narrowest first: letters that a mailbox
        // provider's share leaves
        // no room take none from those to others.
        this.caps = List.of(
                new Cap(way -> way.mailbox().ofDomain(), shares::reserve, shares::giveBack),
                new Cap(way -> way.mailbox().ofIp(), shares::reserve, shares::giveBack),
                new Cap(way -> way.route().domainId(), senders::reserve, senders::giveBack),
                new Cap(way -> way.ip() == null ? null : way.ip().id(), ips::reserve, ips::giveBack));
    }

    /** So many letters that are to take a way. */
    record Wanted(RouteChoice.Usable way, int letters) {}

    /** A kind of cap: which row of it a way counts against, if any, and how that counts. The provider's comes after all of them. */
    private record Cap(Function<RouteChoice.Usable, @Nullable UUID> row, Reserving reserving, Returning returning) {}

    private interface Reserving {
        Map<UUID, Integer> reserve(WorkspaceId workspace, Map<UUID, Integer> wanted, LocalDate day);
    }

    private interface Returning {
        void giveBack(WorkspaceId workspace, UUID row, int count, LocalDate day);
    }

    /**
     * Counts sends before they happen: all parts of a batch at once, in two statements for each kind of cap.
     *
     * @return how many of each part all of its caps leave
     */
    @Transactional
    public List<Integer> reserve(WorkspaceId workspace, List<Wanted> parts, LocalDate day) {
        int[] left = parts.stream().mapToInt(Wanted::letters).toArray();
        List<int[]> granted = new ArrayList<>();
        for (Cap cap : caps) {
            left = cut(left, parts, cap.row(), wanted -> cap.reserving().reserve(workspace, wanted, day));
            granted.add(left);
        }
        int[] inTheEnd =
                cut(left, parts, way -> way.provider().id(), wanted -> providers.reserve(workspace, wanted, day));
        for (int i = 0; i < granted.size(); i++) {
            Cap cap = caps.get(i);
            excess(granted.get(i), inTheEnd, parts, cap.row())
                    .forEach((row, count) -> cap.returning().giveBack(workspace, row, count, day));
        }
        return Arrays.stream(inTheEnd).boxed().toList();
    }

    /** What one kind of cap granted and another did not. */
    private static Map<UUID, Integer> excess(
            int[] granted, int[] inTheEnd, List<Wanted> parts, Function<RouteChoice.Usable, @Nullable UUID> cap) {
        Map<UUID, Integer> excess = new TreeMap<>();
        for (int i = 0; i < granted.length; i++) {
            UUID id = cap.apply(parts.get(i).way());
            if (id != null && granted[i] > inTheEnd[i]) {
                excess.merge(id, granted[i] - inTheEnd[i], Integer::sum);
            }
        }
        return excess;
    }

    /** Cuts each part down to what its cap leaves; of parts under the same cap the first ones get it. */
    private static int[] cut(
            int[] before,
            List<Wanted> parts,
            Function<RouteChoice.Usable, @Nullable UUID> cap,
            UnaryOperator<Map<UUID, Integer>> reserve) {
        int[] left = before.clone();
        Map<UUID, Integer> wanted = new HashMap<>();
        for (int i = 0; i < left.length; i++) {
            UUID id = cap.apply(parts.get(i).way());
            if (id != null && left[i] > 0) {
                wanted.merge(id, left[i], Integer::sum);
            }
        }
        Map<UUID, Integer> granted = new HashMap<>(reserve.apply(wanted));
        for (int i = 0; i < left.length; i++) {
            UUID id = cap.apply(parts.get(i).way());
            if (id != null) {
                int most = granted.getOrDefault(id, 0);
                left[i] = Math.min(left[i], most);
                granted.put(id, most - left[i]);
            }
        }
        return left;
    }

    @Transactional
    public void giveBack(WorkspaceId workspace, RouteChoice.Usable way, int count, LocalDate day) {
        for (Cap cap : caps) {
            UUID row = cap.row().apply(way);
            if (row != null) {
                cap.returning().giveBack(workspace, row, count, day);
            }
        }
        providers.giveBack(way.provider(), count, day);
    }
}
