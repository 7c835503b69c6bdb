package lettermill.provider;

import java.util.UUID;
import lettermill.base.Page;
import lettermill.wire.ProviderStatus;
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
@RequestMapping("/workspaces/{ws}/email-infrastructure/providers")
class ProviderController {

    private final ProviderService service;

    ProviderController(ProviderService service) {
        this.service = service;
    }

    @GetMapping
    @Needs(Permission.READ)
    Page<Provider> list(Access access) {
        return new Page<>(service.list(access.workspace()), null);
    }

    @PostMapping
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.CREATED)
    Provider create(Access access, @RequestBody ProviderRequest request) {
        return service.create(access, request);
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    Provider get(Access access, @PathVariable UUID id) {
        return service.get(access.workspace(), id);
    }

    @PatchMapping("/{id}")
    @Needs(Permission.MANAGE)
    Provider change(Access access, @PathVariable UUID id, @RequestBody ObjectNode patch) {
        return service.change(access, id, patch);
    }

    @DeleteMapping("/{id}")
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Access access, @PathVariable UUID id) {
        service.delete(access, id);
    }

    @PostMapping("/{id}/pause")
    @Needs(Permission.MANAGE)
    Provider pause(Access access, @PathVariable UUID id) {
        return service.pause(access, id);
    }

    @PostMapping("/{id}/resume")
    @Needs(Permission.MANAGE)
    Provider resume(Access access, @PathVariable UUID id) {
        return service.resume(access, id);
    }

    @PostMapping("/{id}/test")
    @Needs(Permission.MANAGE)
    ProviderStatus test(Access access, @PathVariable UUID id) {
        return service.test(access.workspace(), id);
    }
}
