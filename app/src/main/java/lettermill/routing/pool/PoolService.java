package lettermill.routing.pool;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lettermill.base.MergePatch;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.provider.Provider;
import lettermill.provider.ProviderService;
import lettermill.sender.SenderService;
import lettermill.sender.SendingDomain;
import lettermill.sender.ip.DedicatedIp;
import lettermill.sender.ip.DedicatedIpService;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The use cases of pools. */
@Service
public class PoolService {

    private final Pools pools;
    private final SenderService senders;
    private final ProviderService providers;
    private final DedicatedIpService ips;
    private final Audit audit;
    private final JsonMapper json;
    private final Clock clock;

    PoolService(
            Pools pools,
            SenderService senders,
            ProviderService providers,
            DedicatedIpService ips,
            Audit audit,
            JsonMapper json,
            Clock clock) {
        this.ips = ips;
        this.pools = pools;
        this.senders = senders;
        this.providers = providers;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    @Transactional
    public Pool create(Access access, PoolRequest request) {
        UUID id = UUID.randomUUID();
        save(access, id, request);
        audit.record(access, "pool.create", id.toString(), String.valueOf(request.name()));
        return get(access.workspace(), id);
    }

    @Transactional
    public Pool change(Access access, UUID id, ObjectNode patch) {
        Pool before = get(access.workspace(), id);
        PoolRequest current = new PoolRequest(
                before.name(),
                before.strategy(),
                before.members().stream()
                        .map(member -> new PoolRequest.Member(
                                member.domainId(),
                                member.providerId(),
                                member.ipId(),
                                member.weight(),
                                member.priority(),
                                member.isActive()))
                        .toList());
        save(access, id, MergePatch.apply(json, current, patch, PoolRequest.class));
        audit.record(access, "pool.change", id.toString(), before.name());
        return get(access.workspace(), id);
    }

    private void save(Access access, UUID id, PoolRequest request) {
        Set<UUID> domains = senders.domains(access.workspace()).stream()
                .map(SendingDomain::id)
                .collect(Collectors.toSet());
        Set<UUID> carriers = providers.list(access.workspace()).stream()
                .filter(Provider::sends)
                .map(Provider::id)
                .collect(Collectors.toSet());
        Set<UUID> addresses =
                ips.list(access.workspace()).stream().map(DedicatedIp::id).collect(Collectors.toSet());
        pools.save(access.workspace(), id, request, request.validated(domains, carriers, addresses), clock.instant());
    }

    @Transactional
    public void delete(Access access, UUID id) {
        if (!pools.delete(access.workspace(), id)) {
            throw new Problem.NotFound("pool", id);
        }
        audit.record(access, "pool.delete", id.toString(), "");
    }

    public List<Pool> list(WorkspaceId workspace) {
        return pools.list(workspace);
    }

    public Optional<Pool> find(WorkspaceId workspace, UUID id) {
        return pools.find(workspace, id);
    }

    /** @throws Problem.NotFound when the workspace has no such pool */
    public Pool get(WorkspaceId workspace, UUID id) {
        return find(workspace, id).orElseThrow(() -> new Problem.NotFound("pool", id));
    }
}
