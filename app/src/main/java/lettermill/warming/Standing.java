package lettermill.warming;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lettermill.base.WorkspaceId;
import lettermill.ledger.outcome.Origin;
import lettermill.sender.SenderService;
import lettermill.sender.ip.DedicatedIpService;
import lettermill.sender.ip.IpStandingService;
import lettermill.sender.share.MailboxShare;
import lettermill.sender.share.MailboxShareService;
import lettermill.sender.standing.PauseCause;
import lettermill.sender.standing.StandingService;
import lettermill.sender.standing.WarmingState;
import lettermill.workspace.Access;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads and writes the rows of what is warmed up. The one place that knows domains from addresses; all else is the same for both. */
@Component
class Standing {

    private final SenderService senders;
    private final StandingService domains;
    private final DedicatedIpService addresses;
    private final IpStandingService ips;
    private final MailboxShareService shares;

    Standing(
            SenderService senders,
            StandingService domains,
            DedicatedIpService addresses,
            IpStandingService ips,
            MailboxShareService shares) {
        this.senders = senders;
        this.domains = domains;
        this.addresses = addresses;
        this.ips = ips;
        this.shares = shares;
    }

    Warmed find(WorkspaceId workspace, Origin origin) {
        return switch (origin.kind()) {
            case DOMAIN -> Warmed.of(senders.domain(workspace, origin.id()));
            case IP -> Warmed.of(addresses.get(workspace, origin.id()));
        };
    }

    /** In the order of whoever reserves caps, so that no two wait for each other. */
    void lock(Collection<Origin> origins) {
        shares.lock(origins.stream().map(Origin::id).toList());
        domains.lock(ids(origins, Origin.Kind.DOMAIN));
        ips.lock(ids(origins, Origin.Kind.IP));
    }

    private static List<UUID> ids(Collection<Origin> origins, Origin.Kind kind) {
        return origins.stream()
                .filter(origin -> origin.kind() == kind)
                .map(Origin::id)
                .toList();
    }

    void warm(List<WarmingPlan> plans) {
        domains.warm(states(plans, Origin.Kind.DOMAIN));
        ips.warm(states(plans, Origin.Kind.IP));
        shares.write(plans.stream().map(WarmingPlan::shares).toList());
    }

    /** What single mailbox providers may get today, by name. */
    Map<String, MailboxShare> shares(WorkspaceId workspace, Origin origin) {
        return shares.list(workspace).stream()
                .filter(share -> share.origin().equals(origin.id()))
                .collect(Collectors.toMap(MailboxShare::mailboxProvider, share -> share));
    }

    private static List<WarmingState> states(List<WarmingPlan> plans, Origin.Kind kind) {
        return plans.stream()
                .filter(plan -> plan.origin().kind() == kind)
                .map(WarmingPlan::state)
                .toList();
    }

    void pause(WarmingPlan plan, String actor, String reason) {
        UUID id = plan.origin().id();
        switch (plan.origin().kind()) {
            case DOMAIN -> domains.pause(plan.workspace(), id, PauseCause.WARMING, actor, reason);
            case IP -> ips.pause(plan.workspace(), id, PauseCause.WARMING, actor, reason);
        }
    }

    void pause(Access access, Origin origin, @Nullable String note) {
        switch (origin.kind()) {
            case DOMAIN -> domains.pause(access, origin.id(), note);
            case IP -> ips.pause(access, origin.id(), note);
        }
    }

    void resume(Access access, Origin origin, @Nullable String note) {
        switch (origin.kind()) {
            case DOMAIN -> domains.resume(access, origin.id(), note);
            case IP -> ips.resume(access, origin.id(), note);
        }
    }

    void resetCounters(Map<String, LocalDate> dates) {
        domains.resetCounters(dates);
        ips.resetCounters(dates);
    }
}
