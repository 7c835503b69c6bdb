package lettermill.sender;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.sender.Verification.Occasion;
import lettermill.sender.standing.DomainFailed;
import lettermill.wire.DomainKey;
import lettermill.wire.MailAgent;
import lettermill.wire.domain.DomainCheck;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Has MailAgent look at a domain's records, outside of any transaction, and draws the conclusions in one. */
@Service
public class VerificationService {

    /** Who the audit log says it was when nobody asked. */
    private static final String CLOCK = "the daily check";

    private final Domains domains;
    private final Conclusions conclusions;
    private final MailAgent agent;

    VerificationService(Domains domains, Conclusions conclusions, MailAgent agent) {
        this.domains = domains;
        this.conclusions = conclusions;
        this.agent = agent;
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
        DomainCheck found = agent.verifyDomain(new DomainKey(workspace.value(), host));
        if (found.records().isEmpty()) {
            throw new Problem.Conflict("MailAgent has no key of " + host + "; remove the domain and add it again.");
        }
        return conclusions.draw(workspace, id, DnsRecords.checked(found), occasion, actor);
    }

    private SendingDomain find(WorkspaceId workspace, UUID id) {
        return domains.find(workspace, id).orElseThrow(() -> new Problem.NotFound("domain", id));
    }

    /** What follows for a domain from a look at its records, in one transaction. */
    @Component
    static class Conclusions {

        private final Domains domains;
        private final DomainChecks checks;
        private final Audit audit;
        private final ApplicationEventPublisher publisher;
        private final Clock clock;

        Conclusions(
                Domains domains, DomainChecks checks, Audit audit, ApplicationEventPublisher publisher, Clock clock) {
            this.domains = domains;
            this.checks = checks;
            this.audit = audit;
            this.publisher = publisher;
            this.clock = clock;
        }

        /** @throws Problem.NotFound when the workspace has no such domain any more */
        @Transactional
        public SendingDomain draw(WorkspaceId workspace, UUID id, DnsRecords found, Occasion occasion, String actor) {
            checks.lock(workspace, id);
            SendingDomain before = find(workspace, id);
            Instant now = clock.instant();
            Verification verification = Verification.after(before, found, occasion, now);
            checks.record(workspace, id, found, verification, now);
            if (!found.signing().equals(before.dnsRecords().signing())) {
                String keys = before.host() + ": signed with " + String.join(" and ", found.signing());
                audit.record(workspace, actor, "domain.dkim", id.toString(), keys);
            }
            if (verification.status() != before.status()) {
                audit.record(
                        workspace,
                        actor,
                        "domain.check",
                        id.toString(),
                        before.host() + ": " + before.status() + " -> " + verification.status());
                if (verification.status() == DomainStatus.FAILED) {
                    Instant since = verification.lackingSince() == null ? now : verification.lackingSince();
                    publisher.publishEvent(new DomainFailed(workspace, id, before.host(), since, found.wrong()));
                }
            }
            return find(workspace, id);
        }

        private SendingDomain find(WorkspaceId workspace, UUID id) {
            return domains.find(workspace, id).orElseThrow(() -> new Problem.NotFound("domain", id));
        }
    }
}
