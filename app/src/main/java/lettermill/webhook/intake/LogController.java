package lettermill.webhook.intake;

import java.time.Instant;
import java.util.UUID;
import lettermill.base.Page;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/workspaces/{ws}/email-infrastructure/webhooks")
class LogController {

    private final LogService service;

    LogController(LogService service) {
        this.service = service;
    }

    /** What vendors reported, in the order of receipt. */
    @GetMapping("/log")
    @Needs(Permission.READ)
    Page<EventLogs.Entry> list(
            Access access,
            @RequestParam(name = "provider_id", required = false) @Nullable UUID providerId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "50") int limit) {
        return service.list(access.workspace(), new EventLogs.Filter(providerId, from, until, after), limit);
    }

    /** Bodies name people and what they read, so a viewer sees the list only. */
    @GetMapping("/log/{id}")
    @Needs(Permission.WRITE)
    LogService.Detail get(Access access, @PathVariable long id) {
        return service.get(access.workspace(), id);
    }

    /** Events that name no message of ours. */
    @GetMapping("/unmatched")
    @Needs(Permission.WRITE)
    Page<UnmatchedEvents.Unmatched> unmatched(
            Access access, @RequestParam(defaultValue = "0") long after, @RequestParam(defaultValue = "50") int limit) {
        return service.unmatched(access.workspace(), after, limit);
    }

    @PostMapping("/replay")
    @Needs(Permission.MANAGE)
    LogService.Replayed replay(Access access, @RequestBody LogService.ReplayRequest request) {
        return service.replay(access, request);
    }
}
