package lettermill.notification.delivery;

import java.util.UUID;
import lettermill.base.Page;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/workspaces/{ws}/webhook-endpoints/{endpoint}/deliveries")
class DeliveryController {

    private final DeliveryService service;

    DeliveryController(DeliveryService service) {
        this.service = service;
    }

    /** Newest first. */
    @GetMapping
    @Needs(Permission.READ)
    Page<Delivery> list(
            Access access,
            @PathVariable UUID endpoint,
            @RequestParam(required = false) Delivery.@Nullable State state,
            @RequestParam(name = "event_type", required = false) @Nullable String eventType,
            @RequestParam(name = "event_id", required = false) @Nullable UUID eventId,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long after,
            @RequestParam(defaultValue = "50") int limit) {
        return service.list(
                access.workspace(), new DeliveryLog.Filter(endpoint, state, eventType, eventId, after), limit);
    }

    /** Bodies name people and what they read, so a viewer sees the list only. */
    @GetMapping("/{id}")
    @Needs(Permission.WRITE)
    DeliveryLog.Kept get(Access access, @PathVariable UUID endpoint, @PathVariable long id) {
        return service.get(access.workspace(), endpoint, id);
    }

    @PostMapping("/{id}/redeliver")
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Delivery redeliver(Access access, @PathVariable UUID endpoint, @PathVariable long id) {
        return service.redeliver(access, endpoint, id);
    }
}
