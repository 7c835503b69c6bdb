package lettermill.alert;

import lettermill.base.Page;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/workspaces/{ws}/email-infrastructure/alerts")
class AlertController {

    private final AlertService service;

    AlertController(AlertService service) {
        this.service = service;
    }

    @GetMapping
    @Needs(Permission.READ)
    Page<Alert> list(
            Access access,
            @RequestParam(defaultValue = "OPEN") AlertService.Shown shown,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int limit) {
        return service.list(access, shown, after, limit);
    }

    @PostMapping("/{id}/acknowledge")
    @Needs(Permission.MANAGE)
    Alert acknowledge(Access access, @PathVariable long id) {
        return service.acknowledge(access, id);
    }
}
