package lettermill.warming.schedule;

import lettermill.base.Page;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/workspaces/{ws}/email-infrastructure/warming-schedules")
class ScheduleController {

    private final ScheduleService service;

    ScheduleController(ScheduleService service) {
        this.service = service;
    }

    @GetMapping
    @Needs(Permission.READ)
    Page<WarmingSchedule> list(Access access) {
        return new Page<>(service.list(access.workspace()), null);
    }

    @PostMapping
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.CREATED)
    WarmingSchedule create(Access access, @RequestBody ScheduleRequest request) {
        return service.create(access, request);
    }
}
