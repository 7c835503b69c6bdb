package lettermill.warming;

import java.util.UUID;
import lettermill.warming.schedule.ScheduleService;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/workspaces/{ws}/email-infrastructure/domains/{id}/warming")
class WarmingController {

    private final WarmingService service;
    private final ScheduleService schedules;
    private final ProgressReader reader;

    WarmingController(WarmingService service, ScheduleService schedules, ProgressReader reader) {
        this.service = service;
        this.schedules = schedules;
        this.reader = reader;
    }

    /**
     * By which schedule.
     *
     * @param schedule the id or the name of one; null for CONSERVATIVE
     */
    record Start(@Nullable String schedule) {}

    /** What a person found and did; a resumption needs it. */
    record WarmingNote(@Nullable String note) {}

    @PostMapping("/start")
    @Needs(Permission.MANAGE)
    WarmingProgress start(Access access, @PathVariable UUID id, @RequestBody Start request) {
        service.start(access, id, schedules.find(access.workspace(), request.schedule()));
        return reader.progress(access.workspace(), id);
    }

    @PostMapping("/pause")
    @Needs(Permission.MANAGE)
    WarmingProgress pause(Access access, @PathVariable UUID id, @RequestBody WarmingNote note) {
        service.pause(access, id, note.note());
        return reader.progress(access.workspace(), id);
    }

    @PostMapping("/resume")
    @Needs(Permission.MANAGE)
    WarmingProgress resume(Access access, @PathVariable UUID id, @RequestBody WarmingNote note) {
        service.resume(access, id, note.note());
        return reader.progress(access.workspace(), id);
    }

    @GetMapping("/progress")
    @Needs(Permission.READ)
    WarmingProgress progress(Access access, @PathVariable UUID id) {
        return reader.progress(access.workspace(), id);
    }
}
