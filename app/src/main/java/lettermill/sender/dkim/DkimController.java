package lettermill.sender.dkim;

import java.util.UUID;
import lettermill.sender.SendingDomain;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/workspaces/{ws}/email-infrastructure/domains/{id}/dkim")
class DkimController {

    private final DkimService service;

    DkimController(DkimService service) {
        this.service = service;
    }

    @PostMapping("/rotate")
    @Needs(Permission.MANAGE)
    SendingDomain rotate(Access access, @PathVariable UUID id) {
        return service.rotate(access, id);
    }

    @PostMapping("/ed25519")
    @Needs(Permission.MANAGE)
    SendingDomain addEd25519(Access access, @PathVariable UUID id) {
        return service.addEd25519(access, id);
    }

    @DeleteMapping("/ed25519")
    @Needs(Permission.MANAGE)
    SendingDomain retireEd25519(Access access, @PathVariable UUID id) {
        return service.retireEd25519(access, id);
    }
}
