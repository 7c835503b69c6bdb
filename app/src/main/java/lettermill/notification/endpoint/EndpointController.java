package lettermill.notification.endpoint;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import lettermill.base.Page;
import lettermill.notification.NotificationType;
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
@RequestMapping("/workspaces/{ws}/webhook-endpoints")
class EndpointController {

    private final EndpointService service;

    EndpointController(EndpointService service) {
        this.service = service;
    }

    /** An event type and when it is sent. */
    record EventTypeDescription(String name, String description) {}

    @GetMapping
    @Needs(Permission.READ)
    Page<Endpoint> list(Access access) {
        return new Page<>(service.list(access.workspace()), null);
    }

    @GetMapping("/event-types")
    @Needs(Permission.READ)
    List<EventTypeDescription> eventTypes(Access access) {
        return Arrays.stream(NotificationType.values())
                .map(type -> new EventTypeDescription(type.text(), type.description()))
                .toList();
    }

    @PostMapping
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.CREATED)
    EndpointService.WithSecret create(Access access, @RequestBody EndpointRequest request) {
        return service.create(access, request);
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    Endpoint get(Access access, @PathVariable UUID id) {
        return service.get(access.workspace(), id);
    }

    @PatchMapping("/{id}")
    @Needs(Permission.MANAGE)
    Endpoint change(Access access, @PathVariable UUID id, @RequestBody ObjectNode patch) {
        return service.change(access, id, patch);
    }

    @DeleteMapping("/{id}")
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Access access, @PathVariable UUID id) {
        service.delete(access, id);
    }

    @PostMapping("/{id}/rotate-secret")
    @Needs(Permission.MANAGE)
    EndpointService.WithSecret rotate(
            Access access, @PathVariable UUID id, @RequestBody EndpointService.Rotation rotation) {
        return service.rotate(access, id, rotation);
    }
}
