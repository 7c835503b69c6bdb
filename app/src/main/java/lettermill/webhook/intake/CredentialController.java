package lettermill.webhook.intake;

import java.util.UUID;
import lettermill.webhook.WebhookCredential;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/workspaces/{ws}/email-infrastructure/providers/{id}/webhook")
class CredentialController {

    private final CredentialService service;

    CredentialController(CredentialService service) {
        this.service = service;
    }

    @GetMapping
    @Needs(Permission.READ)
    CredentialService.Webhook get(Access access, @PathVariable UUID id) {
        return service.get(access.workspace(), id);
    }

    @PutMapping
    @Needs(Permission.MANAGE)
    CredentialService.Webhook save(Access access, @PathVariable UUID id, @RequestBody WebhookCredential credential) {
        return service.save(access, id, credential);
    }

    @DeleteMapping
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Access access, @PathVariable UUID id) {
        service.delete(access, id);
    }
}
