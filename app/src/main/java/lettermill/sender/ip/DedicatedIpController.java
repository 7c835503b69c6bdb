package lettermill.sender.ip;

import java.util.UUID;
import lettermill.base.Page;
import lettermill.sender.standing.PauseNote;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/workspaces/{ws}/email-infrastructure/ips")
class DedicatedIpController {

    private final DedicatedIpService service;
    private final IpStandingService standing;
    private final IpVerificationService verification;

    DedicatedIpController(DedicatedIpService service, IpStandingService standing, IpVerificationService verification) {
        this.service = service;
        this.standing = standing;
        this.verification = verification;
    }

    @GetMapping
    @Needs(Permission.READ)
    Page<DedicatedIp> list(Access access) {
        return new Page<>(service.list(access.workspace()), null);
    }

    @PostMapping
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.CREATED)
    DedicatedIp add(Access access, @RequestBody DedicatedIpRequest request) {
        return service.add(access, request);
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    DedicatedIp get(Access access, @PathVariable UUID id) {
        return service.get(access.workspace(), id);
    }

    @PatchMapping("/{id}")
    @Needs(Permission.MANAGE)
    DedicatedIp change(Access access, @PathVariable UUID id, @RequestBody ObjectNode patch) {
        return service.change(access, id, patch);
    }

    @PostMapping("/{id}/verify")
    @Needs(Permission.MANAGE)
    DedicatedIp verify(Access access, @PathVariable UUID id) {
        return verification.verify(access, id);
    }

    @PostMapping("/{id}/pause")
    @Needs(Permission.MANAGE)
    DedicatedIp pause(Access access, @PathVariable UUID id, @RequestBody PauseNote note) {
        return standing.pause(access, id, note.note());
    }

    @PostMapping("/{id}/resume")
    @Needs(Permission.MANAGE)
    DedicatedIp resume(Access access, @PathVariable UUID id, @RequestBody PauseNote note) {
        return standing.resume(access, id, note.note());
    }

    @DeleteMapping("/{id}")
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Access access, @PathVariable UUID id) {
        service.remove(access, id);
    }
}
