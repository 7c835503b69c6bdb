package lettermill.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lettermill.provider.Provider;
import lettermill.provider.ProviderType;
import lettermill.routing.pool.Pool;
import lettermill.routing.pool.PoolMember;
import lettermill.sender.ip.DedicatedIp;
import lettermill.sender.ip.DedicatedIpService;
import org.jspecify.annotations.Nullable;

/** The addresses that mail may leave from, by a pool: vendors have their own, and without a pool that names some the machine takes any. */
record Sources(List<Named> named, boolean restricted) {

    /** One of them. */
    record Named(@Nullable DedicatedIp ip, int weight) {}

    private static final List<Named> ANY = List.of(new Named(null, 1));

    static Sources of(@Nullable Pool pool, DedicatedIpService ips) {
        if (pool == null || !pool.namesIps()) {
            return new Sources(ANY, false);
        }
        Map<UUID, DedicatedIp> known =
                ips.list(pool.workspaceId()).stream().collect(Collectors.toMap(DedicatedIp::id, Function.identity()));
        List<Named> named = new ArrayList<>();
        pool.ips().stream()
                .sorted(Comparator.comparingInt(PoolMember::priority))
                .forEach(member -> {
                    DedicatedIp ip = known.get(member.ipId());
                    if (ip != null) {
                        named.add(new Named(ip, member.weight()));
                    }
                });
        return new Sources(List.copyOf(named), true);
    }

    List<Named> through(Provider provider) {
        return restricted && provider.providerType() == ProviderType.SMTP ? named : ANY;
    }
}
