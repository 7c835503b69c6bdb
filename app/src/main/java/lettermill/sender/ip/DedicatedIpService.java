package lettermill.sender.ip;

import java.net.InetAddress;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.base.MergePatch;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.mailagent.dns.DnsNames;
import lettermill.sender.RecordState;
import lettermill.wire.domain.DnsRecord;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The use cases of addresses that mail leaves from. */
@Service
public class DedicatedIpService {

    private final DedicatedIps ips;
    private final Audit audit;
    private final JsonMapper json;
    private final Clock clock;

    DedicatedIpService(DedicatedIps ips, Audit audit, JsonMapper json, Clock clock) {
        this.ips = ips;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    @Transactional
    public DedicatedIp add(Access access, DedicatedIpRequest request) {
        DedicatedIpRequest.Complete complete = request.validated();
        UUID id = UUID.randomUUID();
        String name = DnsNames.reverseName(InetAddress.ofLiteral(complete.ipAddress()));
        DnsRecord wanted = new DnsRecord(DnsRecord.Purpose.POINTER, "PTR", name, complete.hostname());
        ips.insert(access.workspace(), id, complete, RecordState.unchecked(wanted), clock.instant());
        audit.record(access, "ip.add", id.toString(), complete.ipAddress());
        return get(access.workspace(), id);
    }

    @Transactional
    public DedicatedIp change(Access access, UUID id, ObjectNode patch) {
        DedicatedIp before = get(access.workspace(), id);
        DedicatedIpRequest.Changes changes = MergePatch.apply(
                json,
                new DedicatedIpRequest.Changes(before.hostname(), before.configuredLimit()),
                patch,
                DedicatedIpRequest.Changes.class);
        DedicatedIpRequest after = new DedicatedIpRequest(before.ipAddress(), changes.hostname(), changes.dailyLimit());
        ips.update(access.workspace(), id, after.validated(), clock.instant());
        audit.record(access, "ip.change", id.toString(), before.ipAddress());
        return get(access.workspace(), id);
    }

    /** Takes it out of all pools, too. */
    @Transactional
    public void remove(Access access, UUID id) {
        DedicatedIp before = get(access.workspace(), id);
        ips.delete(access.workspace(), id);
        audit.record(access, "ip.remove", id.toString(), before.ipAddress());
    }

    public List<DedicatedIp> list(WorkspaceId workspace) {
        return ips.list(workspace);
    }

    /** @throws Problem.NotFound when the workspace has no such address */
    public DedicatedIp get(WorkspaceId workspace, UUID id) {
        return ips.find(workspace, id).orElseThrow(() -> new Problem.NotFound("dedicated IP", id));
    }

    /**
     * Reserves sends of a day.
     *
     * @param wanted by id
     * @return how many each limit leaves; none for those that are gone
     */
    @Transactional
    public Map<UUID, Integer> reserve(WorkspaceId workspace, Map<UUID, Integer> wanted, LocalDate day) {
        return wanted.isEmpty() ? Map.of() : ips.reserve(workspace, wanted, day);
    }

    @Transactional
    public void giveBack(WorkspaceId workspace, UUID id, int count, LocalDate day) {
        if (count > 0) {
            ips.giveBack(workspace, id, count, day);
        }
    }
}
