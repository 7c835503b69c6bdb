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
@RequestMapping("/workspaces/{ws}/email-infrastructure/identities")
class IdentityController {

    private final SenderService service;

    IdentityController(SenderService service) {
        this.service = service;
    }

    @GetMapping
    @Needs(Permission.READ)
    Page<SendingIdentity> list(Access access) {
        return new Page<>(service.identities(access.workspace()), null);
    }

    @PostMapping
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.CREATED)
    SendingIdentity add(Access access, @RequestBody IdentityRequest request) {
        return service.addIdentity(access, request);
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    SendingIdentity get(Access access, @PathVariable UUID id) {
        return service.identity(access.workspace(), id);
    }

    @PatchMapping("/{id}")
    @Needs(Permission.MANAGE)
    SendingIdentity change(Access access, @PathVariable UUID id, @RequestBody ObjectNode patch) {
        return service.changeIdentity(access, id, patch);
    }

    @DeleteMapping("/{id}")
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Access access, @PathVariable UUID id) {
        service.removeIdentity(access, id);
    }
}
