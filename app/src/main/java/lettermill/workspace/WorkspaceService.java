package lettermill.workspace;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lettermill.base.EmailAddress;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is done to workspaces: made, changed, joined and left, opened to programs. */
@Service
public class WorkspaceService {

    private static final Duration INVITATION = Duration.ofDays(7);
    private static final Set<Permission> SCOPES = EnumSet.of(Permission.READ, Permission.WRITE, Permission.SEND);

    private final Workspaces workspaces;
    private final ApiKeys keys;
    private final OneTimeLinks links;
    private final Audit audit;

    WorkspaceService(Workspaces workspaces, ApiKeys keys, OneTimeLinks links, Audit audit) {
        this.workspaces = workspaces;
        this.keys = keys;
        this.links = links;
        this.audit = audit;
    }

    /** Makes a workspace with its first owner. */
    @Transactional
    public Workspace create(Caller.Person owner, NewWorkspace wanted) {
        zone(wanted.timezone());
        WorkspaceId id = workspaces.insert(wanted);
        workspaces.setRole(id, owner.account(), Role.OWNER);
        audit.record(id, owner.email(), "workspace.create", wanted.slug(), wanted.name());
        return workspaces.get(id);
    }

    @Transactional
    Workspace update(Access access, Change change) {
        Workspace now = workspaces.get(access.workspace());
        Workspace next = new Workspace(
                now.id(),
                now.slug(),
                change.name() == null ? now.name() : change.name(),
                change.timezone() == null ? now.timezone() : zone(change.timezone()),
                change.postalAddress() == null ? now.postalAddress() : emptyToNull(change.postalAddress()),
                change.trackingDomain() == null ? now.trackingDomain() : emptyToNull(change.trackingDomain()));
        workspaces.update(next);
        audit.record(access, "workspace.update", now.slug(), change.toString());
        return next;
    }

    /** @return the link's secret, which is shown once */
    @Transactional
    Secret invite(Access access, EmailAddress email, Role role) {
        if (role == Role.OWNER) {
            access.require(Permission.OWN);
        }
        audit.record(access, "member.invite", email.display(), role.name());
        return links.invitation(access.workspace(), email.display(), role, INVITATION);
    }

    @Transactional
    void changeRole(Access access, UUID account, Role role) {
        Role before = member(access, account);
        if (role == Role.OWNER || before == Role.OWNER) {
            access.require(Permission.OWN);
        }
        keepAnOwner(access, before, role);
        workspaces.setRole(access.workspace(), account, role);
        audit.record(access, "member.change_role", account.toString(), before + " -> " + role);
    }

    @Transactional
    void removeMember(Access access, UUID account) {
        Role before = member(access, account);
        if (before == Role.OWNER) {
            access.require(Permission.OWN);
        }
        keepAnOwner(access, before, null);
        workspaces.removeMember(access.workspace(), account);
        audit.record(access, "member.remove", account.toString(), before.name());
    }

    private Role member(Access access, UUID account) {
        Optional<Role> role = workspaces.role(access.workspace(), account);
        return role.orElseThrow(() -> new Problem.NotFound("member", account));
    }

    private void keepAnOwner(Access access, Role before, @Nullable Role after) {
        if (before == Role.OWNER && after != Role.OWNER && workspaces.lockOwners(access.workspace()) < 2) {
            throw new Problem.Conflict("A workspace keeps at least one owner; make somebody else an owner first.");
        }
    }

    /** @return the key itself, which is shown once */
    @Transactional
    NewApiKey createKey(Access access, String name, Set<Permission> scopes) {
        if (scopes.isEmpty() || !SCOPES.containsAll(scopes)) {
            throw new Problem.Invalid("scopes", scopes + " are not scopes of an API key", "one or more of " + SCOPES);
        }
        Secret secret = Secret.generate("lm_");
        UUID id = keys.insert(access.workspace(), name, secret, scopes);
        audit.record(access, "api_key.create", name, scopes.toString());
        return new NewApiKey(id, name, scopes, secret.text());
    }

    @Transactional
    void revokeKey(Access access, UUID id) {
        keys.revoke(access.workspace(), id);
        audit.record(access, "api_key.revoke", id.toString(), "");
    }

    List<ApiKeys.ApiKey> keys(Access access) {
        return keys.list(access.workspace());
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new Problem.Invalid("timezone", name + " is no time zone", "an IANA name such as Europe/Berlin");
        }
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isBlank() ? null : text;
    }

    /** A workspace to be made. */
    public record NewWorkspace(
            @Pattern(
                    regexp = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
                    message = "must be lower-case letters, digits and inner hyphens, at most 63")
            String slug,

            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 64) String timezone,
            @Nullable @Size(max = 1000) String postalAddress,

            @Nullable @Pattern(regexp = HOST, message = "must be a host name")
            String trackingDomain) {}

    private static final String HOST = "|([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}";

    /** What to change; absent stays, empty clears. */
    record Change(
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable @Size(max = 64) String timezone,
            @Nullable @Size(max = 1000) String postalAddress,

            @Nullable @Pattern(regexp = HOST, message = "must be a host name")
            String trackingDomain) {}

    /** An API key with its secret. */
    record NewApiKey(UUID id, String name, Set<Permission> scopes, String secret) {}
}
