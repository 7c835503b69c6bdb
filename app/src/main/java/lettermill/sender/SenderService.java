package lettermill.sender;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.base.EmailAddress;
import lettermill.base.MergePatch;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.wire.DomainKey;
import lettermill.wire.MailAgent;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The use cases of sending domains and identities. */
@Service
public class SenderService {

    private static final int NAME_LENGTH = 200;

    private final Domains domains;
    private final Identities identities;
    private final MailAgent agent;
    private final Audit audit;
    private final JsonMapper json;
    private final Clock clock;

    SenderService(Domains domains, Identities identities, MailAgent agent, Audit audit, JsonMapper json, Clock clock) {
        this.domains = domains;
        this.identities = identities;
        this.agent = agent;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** Adds a domain: MailAgent makes its DKIM key, the answer has the records to publish. */
    @Transactional
    public SendingDomain addDomain(Access access, DomainRequest request) {
        check(request.changes());
        Host host = Host.of(request.domain(), request.subdomain());
        boolean isDefault =
                request.isDefault() == null ? domains.list(access.workspace()).isEmpty() : request.isDefault();
        if (isDefault) {
            domains.clearDefault(access.workspace());
        }
        DomainRequest complete = new DomainRequest(
                host.domain(),
                host.subdomain(),
                request.dailyLimit(),
                request.defaultFromName(),
                request.defaultReplyTo(),
                isDefault);
        UUID id = UUID.randomUUID();
        DomainKey key = new DomainKey(access.workspace().value(), host.name());
        agent.createDomain(key);
        domains.insert(access.workspace(), id, complete, host, DnsRecords.wanted(agent.records(key)), clock.instant());
        audit.record(access, "domain.add", id.toString(), host.name());
        return domain(access.workspace(), id);
    }

    @Transactional
    public SendingDomain changeDomain(Access access, UUID id, ObjectNode patch) {
        SendingDomain before = domain(access.workspace(), id);
        DomainRequest.Changes current = new DomainRequest.Changes(
                before.configuredLimit(), before.defaultFromName(), before.defaultReplyTo(), before.isDefault());
        DomainRequest.Changes changes = MergePatch.apply(json, current, patch, DomainRequest.Changes.class);
        check(changes);
        if (Boolean.TRUE.equals(changes.isDefault())) {
            domains.clearDefault(access.workspace());
        }
        domains.update(access.workspace(), id, changes, clock.instant());
        audit.record(access, "domain.change", id.toString(), before.host());
        return domain(access.workspace(), id);
    }

    /** Lets a domain send though its DNS records aren't verified; logged, and shown with the domain. */
    @Transactional
    public SendingDomain override(Access access, UUID id, DomainRequest.OverrideReason why) {
        String reason = why.reason();
        if (reason == null || reason.isBlank() || reason.length() > NAME_LENGTH) {
            throw new Problem.Invalid("reason", "is missing or too long", "why it may send, in 1 to 200 characters");
        }
        SendingDomain before = domain(access.workspace(), id);
        domains.override(access.workspace(), id, new SendingDomain.Override(access.actor(), reason, clock.instant()));
        audit.record(access, "domain.override", id.toString(), before.host() + ": " + reason);
        return domain(access.workspace(), id);
    }

    @Transactional
    public SendingDomain endOverride(Access access, UUID id) {
        SendingDomain before = domain(access.workspace(), id);
        domains.endOverride(access.workspace(), id, clock.instant());
        audit.record(access, "domain.end_override", id.toString(), before.host());
        return domain(access.workspace(), id);
    }

    @Transactional
    public void removeDomain(Access access, UUID id) {
        SendingDomain before = domain(access.workspace(), id);
        domains.delete(access.workspace(), id);
        agent.removeDomain(new DomainKey(access.workspace().value(), before.host()));
        audit.record(access, "domain.remove", id.toString(), before.host());
    }

    public List<SendingDomain> domains(WorkspaceId workspace) {
        return domains.list(workspace);
    }

    /** @throws Problem.NotFound when the workspace has no such domain */
    public SendingDomain domain(WorkspaceId workspace, UUID id) {
        return domains.find(workspace, id).orElseThrow(() -> new Problem.NotFound("domain", id));
    }

    @Transactional
    public SendingIdentity addIdentity(Access access, IdentityRequest request) {
        EmailAddress email = EmailAddress.parse("email", request.email() == null ? "" : request.email());
        SendingDomain domain = domains.list(access.workspace()).stream()
                .filter(candidate -> candidate.host().equals(email.domain()))
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid(
                        "email", email.domain() + " is no sending domain here", "an address on one of your domains"));
        checkName("display_name", request.displayName());
        checkAddress("reply_to", request.replyTo());
        boolean first = identities.list(access.workspace()).stream()
                .noneMatch(identity -> identity.domainId().equals(domain.id()));
        boolean isDefault = request.isDefault() == null ? first : request.isDefault();
        if (isDefault) {
            identities.clearDefault(access.workspace(), domain.id());
        }
        IdentityRequest complete =
                new IdentityRequest(request.email(), request.displayName(), request.replyTo(), isDefault);
        UUID id = identities.insert(domain, email, complete, clock.instant());
        audit.record(access, "identity.add", id.toString(), email.display());
        return identity(access.workspace(), id);
    }

    /** @throws Problem.NotFound when the workspace has no such identity */
    @Transactional
    public SendingIdentity changeIdentity(Access access, UUID id, ObjectNode patch) {
        SendingIdentity before = identity(access.workspace(), id);
        IdentityRequest.Changes current =
                new IdentityRequest.Changes(before.displayName(), before.replyTo(), before.isDefault());
        IdentityRequest.Changes changes = MergePatch.apply(json, current, patch, IdentityRequest.Changes.class);
        checkName("display_name", changes.displayName());
        checkAddress("reply_to", changes.replyTo());
        if (Boolean.TRUE.equals(changes.isDefault())) {
            identities.clearDefault(access.workspace(), before.domainId());
        }
        identities.update(access.workspace(), id, changes, clock.instant());
        audit.record(access, "identity.change", id.toString(), before.email());
        return identity(access.workspace(), id);
    }

    @Transactional
    public void removeIdentity(Access access, UUID id) {
        if (!identities.delete(access.workspace(), id)) {
            throw new Problem.NotFound("identity", id);
        }
        audit.record(access, "identity.remove", id.toString(), "");
    }

    public List<SendingIdentity> identities(WorkspaceId workspace) {
        return identities.list(workspace);
    }

    /** @throws Problem.NotFound when the workspace has no such identity */
    public SendingIdentity identity(WorkspaceId workspace, UUID id) {
        return identities.find(workspace, id).orElseThrow(() -> new Problem.NotFound("identity", id));
    }

    /**
     * Reserves sends of a day.
     *
     * @param wanted by id
     * @return how many each limit leaves; none for those that are gone
     */
    @Transactional
    public Map<UUID, Integer> reserve(WorkspaceId workspace, Map<UUID, Integer> wanted, LocalDate day) {
        return wanted.isEmpty() ? Map.of() : domains.reserve(workspace, wanted, day);
    }

    @Transactional
    public void giveBack(WorkspaceId workspace, UUID domain, int count, LocalDate day) {
        if (count > 0) {
            domains.giveBack(workspace, domain, count, day);
        }
    }

    private static void check(DomainRequest.Changes changes) {
        if (changes.dailyLimit() != null && changes.dailyLimit() < 1) {
            throw new Problem.Invalid(
                    "daily_limit", "is " + changes.dailyLimit(), "a number from 1 on, or null for no cap");
        }
        checkName("default_from_name", changes.defaultFromName());
        checkAddress("default_reply_to", changes.defaultReplyTo());
    }

    private static void checkName(String field, @Nullable String name) {
        if (name != null && (name.length() > NAME_LENGTH || name.chars().anyMatch(Character::isISOControl))) {
            throw new Problem.Invalid(
                    field, "is too long or has control characters", "one line of at most 200 characters");
        }
    }

    private static void checkAddress(String field, @Nullable String address) {
        if (address != null) {
            EmailAddress.parse(field, address);
        }
    }
}
