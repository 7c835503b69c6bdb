package lettermill.routing;

import java.time.LocalDate;
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
import lettermill.sender.SendingDomain;
import lettermill.sender.ip.DedicatedIp;
import lettermill.sender.ip.DedicatedIpService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The day's caps of all that is on a way: each a guarded update, all of them or none. */
@Component
class Caps {

    private final SenderService senders;
    private final DedicatedIpService ips;
    private final ProviderService providers;

    Caps(SenderService senders, DedicatedIpService ips, ProviderService providers) {
        this.ips = ips;
        this.senders = senders;
        this.providers = providers;
    }

    /** So many letters that are to take a way. */
    record Wanted(RouteChoice.Usable way, int letters) {}

    /**
     * Counts sends before they happen: all parts of a batch at once, in two statements for each kind of cap.
     *
     * @return how many of each part all of its caps leave
     */
    @Transactional
    public List<Integer> reserve(WorkspaceId workspace, List<Wanted> parts, LocalDate day) {
        int[] left = parts.stream().mapToInt(Wanted::letters).toArray();
        int[] byDomain = cut(left, parts, Caps::domain, wanted -> senders.reserve(workspace, wanted, day));
        int[] byIp = cut(byDomain, parts, Caps::ip, wanted -> ips.reserve(workspace, wanted, day));
        int[] granted = cut(
                byIp, parts, part -> part.way().provider().id(), wanted -> providers.reserve(workspace, wanted, day));
        excess(byDomain, granted, parts, Caps::domain)
                .forEach((id, count) -> senders.giveBack(workspace, id, count, day));
        excess(byIp, granted, parts, Caps::ip).forEach((id, count) -> ips.giveBack(workspace, id, count, day));
        return Arrays.stream(granted).boxed().toList();
    }

    private static @Nullable UUID domain(Wanted part) {
        return part.way().route().domainId();
    }

    private static @Nullable UUID ip(Wanted part) {
        DedicatedIp ip = part.way().ip();
        return ip == null ? null : ip.id();
    }

    /** What one kind of cap granted and another did not. */
    private static Map<UUID, Integer> excess(
            int[] granted, int[] inTheEnd, List<Wanted> parts, Function<Wanted, @Nullable UUID> cap) {
        Map<UUID, Integer> excess = new TreeMap<>();
        for (int i = 0; i < granted.length; i++) {
            UUID id = cap.apply(parts.get(i));
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
            Function<Wanted, @Nullable UUID> cap,
            UnaryOperator<Map<UUID, Integer>> reserve) {
        int[] left = before.clone();
        Map<UUID, Integer> wanted = new HashMap<>();
        for (int i = 0; i < left.length; i++) {
            UUID id = cap.apply(parts.get(i));
            if (id != null && left[i] > 0) {
                wanted.merge(id, left[i], Integer::sum);
            }
        }
        Map<UUID, Integer> granted = new HashMap<>(reserve.apply(wanted));
        for (int i = 0; i < left.length; i++) {
            UUID id = cap.apply(parts.get(i));
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
        SendingDomain domain = way.sender().domain();
        if (domain != null) {
            senders.giveBack(workspace, domain.id(), count, day);
        }
        if (way.ip() != null) {
            ips.giveBack(workspace, way.ip().id(), count, day);
        }
        providers.giveBack(way.provider(), count, day);
    }
}
