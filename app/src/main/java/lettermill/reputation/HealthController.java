package lettermill.reputation;

import java.util.UUID;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/workspaces/{ws}/email-infrastructure/domains/{id}/health")
class HealthController {

    private final HealthReader reader;

    HealthController(HealthReader reader) {
        this.reader = reader;
    }

    @GetMapping
    @Needs(Permission.READ)
    DomainHealth health(Access access, @PathVariable UUID id, @RequestParam(defaultValue = "30") int days) {
        return reader.health(access.workspace(), id, days);
    }
}
