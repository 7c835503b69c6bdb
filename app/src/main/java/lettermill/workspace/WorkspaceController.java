package lettermill.workspace;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import lettermill.base.EmailAddress;
import lettermill.base.Page;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A workspace's own settings, members, keys and audit log. */
@RestController
@RequestMapping("/workspaces/{ws}")
class WorkspaceController {

    private final WorkspaceService service;
    private final Workspaces workspaces;
    private final Audit audit;

    WorkspaceController(WorkspaceService service, Workspaces workspaces, Audit audit) {
        this.service = service;
        this.workspaces = workspaces;
        this.audit = audit;
    }

    @GetMapping
    @Needs(Permission.READ)
    Workspace get(Access access) {
        return workspaces.get(access.workspace());
    }

    @PatchMapping
    @Needs(Permission.MANAGE)
    Workspace update(Access access, @Valid @RequestBody WorkspaceService.Change change) {
        return service.update(access, change);
    }

    @GetMapping("/members")
    @Needs(Permission.READ)
    List<Workspaces.Member> members(Access access) {
        return workspaces.members(access.workspace());
    }

    @PostMapping("/invitations")
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.CREATED)
    Invitation invite(Access access, @Valid @RequestBody Invite wanted) {
        return new Invitation(service.invite(access, EmailAddress.parse(wanted.email()), wanted.role())
                .text());
    }

    @PatchMapping("/members/{account}")
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changeRole(Access access, @PathVariable UUID account, @Valid @RequestBody RoleChange wanted) {
        service.changeRole(access, account, wanted.role());
    }

    @DeleteMapping("/members/{account}")
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeMember(Access access, @PathVariable UUID account) {
        service.removeMember(access, account);
    }

    @GetMapping("/api-keys")
    @Needs(Permission.MANAGE)
    List<ApiKeys.ApiKey> keys(Access access) {
        return service.keys(access);
    }

    @PostMapping("/api-keys")
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.CREATED)
    WorkspaceService.NewApiKey createKey(Access access, @Valid @RequestBody NewKey wanted) {
        return service.createKey(access, wanted.name(), wanted.scopes());
    }

    @DeleteMapping("/api-keys/{id}")
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeKey(Access access, @PathVariable UUID id) {
        service.revokeKey(access, id);
    }

    @GetMapping("/audit")
    @Needs(Permission.MANAGE)
    Page<Audit.AuditEntry> audit(
            Access access,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long after,
            @RequestParam(defaultValue = "50") int limit) {
        List<Audit.AuditEntry> rows = audit.list(access.workspace(), after, Page.limit(limit) + 1);
        return Page.of(rows, limit, entry -> Long.toString(entry.id()));
    }

    record Invite(
            @NotBlank @Size(max = 320) String email,
            @NotNull Role role) {}

    /** @param token goes into the link {@code /invitation#token=...} that the inviting person passes on */
    record Invitation(String token) {}

    record RoleChange(@NotNull Role role) {}

    record NewKey(
            @NotBlank @Size(max = 100) String name, @NotNull Set<Permission> scopes) {}
}
