package lettermill.sender;

import java.util.UUID;
import lettermill.base.Page;
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
@RequestMapping("/workspaces/{ws}/email-infrastructure/domains")
class DomainController {

    private final SenderService service;
    private final VerificationService verification;

    DomainController(SenderService service, VerificationService verification) {
        this.service = service;
        this.verification = verification;
    }

    @GetMapping
    @Needs(Permission.READ)
    Page<SendingDomain> list(Access access) {
        return new Page<>(service.domains(access.workspace()), null);
    }

    @PostMapping
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.CREATED)
    SendingDomain add(Access access, @RequestBody DomainRequest request) {
        return service.addDomain(access, request);
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    SendingDomain get(Access access, @PathVariable UUID id) {
        return service.domain(access.workspace(), id);
    }

    @PatchMapping("/{id}")
    @Needs(Permission.MANAGE)
    SendingDomain change(Access access, @PathVariable UUID id, @RequestBody ObjectNode patch) {
        return service.changeDomain(access, id, patch);
    }

    @DeleteMapping("/{id}")
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Access access, @PathVariable UUID id) {
        service.removeDomain(access, id);
    }

    @PostMapping("/{id}/verify")
    @Needs(Permission.MANAGE)
    SendingDomain verify(Access access, @PathVariable UUID id) {
        return verification.verify(access, id);
    }

    @PostMapping("/{id}/override")
    @Needs(Permission.OWN)
    SendingDomain override(Access access, @PathVariable UUID id, @RequestBody DomainRequest.OverrideReason reason) {
        return service.override(access, id, reason);
    }

    @DeleteMapping("/{id}/override")
    @Needs(Permission.OWN)
    SendingDomain endOverride(Access access, @PathVariable UUID id) {
        return service.endOverride(access, id);
    }
}
