package lettermill.sender.ip;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.sender.RecordState;
import lettermill.sender.ip.DedicatedIp.Status;
import lettermill.sender.ip.IpVerification.Occasion;
import lettermill.wire.MailAgent;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Has MailAgent look at an address's name, outside of any transaction, and draws the conclusions in one. */
@Service
public class IpVerificationService {

    /** Who the audit log says it was when nobody asked. */
    private static final String CLOCK = "the daily check";

    private final DedicatedIps ips;
    private final Conclusions conclusions;
    private final MailAgent agent;

    IpVerificationService(DedicatedIps ips, Conclusions conclusions, MailAgent agent) {
        this.ips = ips;
        this.conclusions = conclusions;
        this.agent = agent;
    }

    /**
     * Asks DNS for its name, and whether the name leads back. Where DNS does not answer, what was concluded before holds. Takes some
     * seconds.
     *
     * @throws Problem.NotFound when the workspace has no such address
     */
    public DedicatedIp verify(Access access, UUID id) {
        return look(access.workspace(), id, Occasion.ASKED, access.actor());
    }

    /** Looks because it is time; an address that is gone meanwhile is none of our business any more. */
    void recheck(WorkspaceId workspace, UUID id) {
        if (ips.find(workspace, id).isPresent()) {
            look(workspace, id, Occasion.ROUTINE, CLOCK);
        }
    }

    private DedicatedIp look(WorkspaceId workspace, UUID id, Occasion occasion, String actor) {
        DedicatedIp before = ips.find(workspace, id).orElseThrow(() -> new Problem.NotFound("dedicated IP", id));
        RecordState found = RecordState.of(agent.checkSource(before.source()));
        return conclusions.draw(before, found, occasion, actor);
    }

    /** What follows for an address from a look at its name, in one transaction. */
    @Component
    static class Conclusions {

        private final DedicatedIps ips;
        private final IpStandings standings;
        private final Audit audit;
        private final ApplicationEventPublisher publisher;
        private final Clock clock;

        Conclusions(
                DedicatedIps ips,
                IpStandings standings,
                Audit audit,
                ApplicationEventPublisher publisher,
                Clock clock) {
            this.ips = ips;
            this.standings = standings;
            this.audit = audit;
            this.publisher = publisher;
            this.clock = clock;
        }

        /** @param looked as it was when its name was looked for; another name meanwhile is not judged by it */
        @Transactional
        public DedicatedIp draw(DedicatedIp looked, RecordState found, Occasion occasion, String actor) {
            WorkspaceId workspace = looked.workspaceId();
            UUID id = looked.id();
            standings.lock(workspace, id);
            DedicatedIp before = find(workspace, id);
            if (!before.hostname().equals(looked.hostname())) {
                return before;
            }
            Instant now = clock.instant();
            IpVerification verification = IpVerification.after(before, found.verdict(), occasion, now);
            ips.record(workspace, id, verification, found, now);
            if (verification.status() != before.status()) {
                String words = before.ipAddress() + ": " + before.status() + " -> " + verification.status();
                audit.record(workspace, actor, "ip.check", id.toString(), words);
                if (verification.status() == Status.FAILED && before.status().known()) {
                    Instant since = verification.lackingSince() == null ? now : verification.lackingSince();
                    publisher.publishEvent(new IpFailed(workspace, id, before.ipAddress(), since, found.advice()));
                }
            }
            return find(workspace, id);
        }

        private DedicatedIp find(WorkspaceId workspace, UUID id) {
            return ips.find(workspace, id).orElseThrow(() -> new Problem.NotFound("dedicated IP", id));
        }
    }
}
