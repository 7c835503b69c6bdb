package lettermill.routing.pool;

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
@RequestMapping("/workspaces/{ws}/email-infrastructure/pools")
class PoolController {

    private final PoolService service;

    PoolController(PoolService service) {
        this.service = service;
    }

    @GetMapping
    @Needs(Permission.READ)
    Page<Pool> list(Access access) {
        return new Page<>(service.list(access.workspace()), null);
    }

    @PostMapping
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.CREATED)
    Pool create(Access access, @RequestBody PoolRequest request) {
        return service.create(access, request);
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    Pool get(Access access, @PathVariable UUID id) {
        return service.get(access.workspace(), id);
    }

    @PatchMapping("/{id}")
    @Needs(Permission.MANAGE)
    Pool change(Access access, @PathVariable UUID id, @RequestBody ObjectNode patch) {
        return service.change(access, id, patch);
    }

    @DeleteMapping("/{id}")
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Access access, @PathVariable UUID id) {
        service.delete(access, id);
    }
}
