package lettermill.sender.standing;

import java.util.UUID;
import lettermill.sender.SendingDomain;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/workspaces/{ws}/email-infrastructure/domains/{id}")
class StandingController {

    private final StandingService service;

    StandingController(StandingService service) {
        this.service = service;
    }

    @PostMapping("/pause")
    @Needs(Permission.MANAGE)
    SendingDomain pause(Access access, @PathVariable UUID id, @RequestBody PauseNote note) {
        return service.pause(access, id, note.note());
    }

    @PostMapping("/resume")
    @Needs(Permission.MANAGE)
    SendingDomain resume(Access access, @PathVariable UUID id, @RequestBody PauseNote note) {
        return service.resume(access, id, note.note());
    }
}
