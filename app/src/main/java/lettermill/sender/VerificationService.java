package lettermill.sender;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.sender.Verification.Occasion;
import lettermill.wire.DomainKey;
import lettermill.wire.MailAgent;
import lettermill.wire.domain.RecordCheck;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Has MailAgent look at a domain's records, outside of any transaction, and draws the conclusions in one. */
@Service
public class VerificationService {

    /** Who the audit log says it was when nobody asked. */
    private static final String CLOCK = "the daily check";

    private final Domains domains;
    private final DomainChecks checks;
    private final MailAgent agent;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    VerificationService(
            Domains domains,
            DomainChecks checks,
            MailAgent agent,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.domains = domains;
        this.checks = checks;
        this.agent = agent;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Looks now, within some 10 seconds.
     *
     * @throws Problem.NotFound when the workspace has no such domain
     */
    public SendingDomain verify(Access access, UUID id) {
        return verify(access.workspace(), id, Occasion.ASKED, access.actor());
    }

    /** Looks because it is time; a domain that is gone meanwhile is none of our business any more. */
    void recheck(WorkspaceId workspace, UUID id) {
        if (domains.find(workspace, id).isPresent()) {
            verify(workspace, id, Occasion.ROUTINE, CLOCK);
        }
    }

    private SendingDomain verify(WorkspaceId workspace, UUID id, Occasion occasion, String actor) {
        String host = find(workspace, id).host();
        List<RecordCheck> found =
                agent.checkDomain(new DomainKey(workspace.value(), host)).records();
        if (found.isEmpty()) {
            throw new Problem.Conflict("MailAgent has no key of " + host + "; remove the domain and add it again.");
        }
        return transaction.execute(status -> conclude(workspace, id, DnsRecords.checked(found), occasion, actor));
    }

    private SendingDomain conclude(WorkspaceId workspace, UUID id, DnsRecords found, Occasion occasion, String actor) {
        checks.lock(workspace, id);
        SendingDomain before = find(workspace, id);
        Instant now = clock.instant();
        Verification verification = Verification.after(before, found, occasion, now);
        checks.record(workspace, id, found, verification, now);
        if (verification.status() != before.status()) {
            audit.record(
                    workspace,
                    actor,
                    "domain.check",
                    id.toString(),
                    before.host() + ": " + before.status() + " -> " + verification.status());
        }
        return find(workspace, id);
    }

    private SendingDomain find(WorkspaceId workspace, UUID id) {
        return domains.find(workspace, id).orElseThrow(() -> new Problem.NotFound("domain", id));
    }
}
