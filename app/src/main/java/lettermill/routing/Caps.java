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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The day's caps of all that is on a way: each a guarded update, all of them or none. */
@Component
class Caps {

    private final SenderService senders;
    private final ProviderService providers;

    Caps(SenderService senders, ProviderService providers) {
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
        Function<Wanted, @Nullable UUID> domain = part -> part.way().route().domainId();
        cut(left, parts, domain, wanted -> senders.reserve(workspace, wanted, day));
        int[] byDomain = left.clone();
        cut(left, parts, part -> part.way().provider().id(), wanted -> providers.reserve(workspace, wanted, day));
        Map<UUID, Integer> excess = new TreeMap<>();
        for (int i = 0; i < left.length; i++) {
            UUID id = domain.apply(parts.get(i));
            if (id != null && byDomain[i] > left[i]) {
                excess.merge(id, byDomain[i] - left[i], Integer::sum);
            }
        }
        excess.forEach((id, count) -> senders.giveBack(workspace, id, count, day));
        return Arrays.stream(left).boxed().toList();
    }

    /** Cuts each part down to what its cap leaves; of parts under the same cap the first ones get it. */
    private static void cut(
            int[] left,
            List<Wanted> parts,
            Function<Wanted, @Nullable UUID> cap,
            UnaryOperator<Map<UUID, Integer>> reserve) {
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
    }

    @Transactional
    public void giveBack(WorkspaceId workspace, RouteChoice.Usable way, int count, LocalDate day) {
        SendingDomain domain = way.sender().domain();
        if (domain != null) {
            senders.giveBack(workspace, domain.id(), count, day);
        }
        providers.giveBack(way.provider(), count, day);
    }
}
