package lettermill.warming;

import java.util.Map;
import java.util.UUID;
import lettermill.ledger.outcome.Origin;
import lettermill.sender.standing.PauseNote;
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

/** A warming is started, paused, resumed and followed at the domain or the address that it is of. */
@RestController
@RequestMapping("/workspaces/{ws}/email-infrastructure")
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
     * @param mailboxShares which part of each day's volume single mailbox providers get, by name: {"GMAIL": 0.4} for 40 %; those that
     *     are not named share what is left; null for no such caps
     */
    record Start(@Nullable String schedule, @Nullable Map<String, @Nullable Double> mailboxShares) {}

    @PostMapping("/domains/{id}/warming/start")
    @Needs(Permission.MANAGE)
    WarmingProgress startOfDomain(Access access, @PathVariable UUID id, @RequestBody Start request) {
        return start(access, Origin.domain(id), request);
    }

    @PostMapping("/domains/{id}/warming/pause")
    @Needs(Permission.MANAGE)
    WarmingProgress pauseOfDomain(Access access, @PathVariable UUID id, @RequestBody PauseNote note) {
        return pause(access, Origin.domain(id), note);
    }

    @PostMapping("/domains/{id}/warming/resume")
    @Needs(Permission.MANAGE)
    WarmingProgress resumeOfDomain(Access access, @PathVariable UUID id, @RequestBody PauseNote note) {
        return resume(access, Origin.domain(id), note);
    }

    @GetMapping("/domains/{id}/warming/progress")
    @Needs(Permission.READ)
    WarmingProgress progressOfDomain(Access access, @PathVariable UUID id) {
        return reader.progress(access.workspace(), Origin.domain(id));
    }

    @PostMapping("/ips/{id}/warming/start")
    @Needs(Permission.MANAGE)
    WarmingProgress startOfIp(Access access, @PathVariable UUID id, @RequestBody Start request) {
        return start(access, Origin.ip(id), request);
    }

    @PostMapping("/ips/{id}/warming/pause")
    @Needs(Permission.MANAGE)
    WarmingProgress pauseOfIp(Access access, @PathVariable UUID id, @RequestBody PauseNote note) {
        return pause(access, Origin.ip(id), note);
    }

    @PostMapping("/ips/{id}/warming/resume")
    @Needs(Permission.MANAGE)
    WarmingProgress resumeOfIp(Access access, @PathVariable UUID id, @RequestBody PauseNote note) {
        return resume(access, Origin.ip(id), note);
    }

    @GetMapping("/ips/{id}/warming/progress")
    @Needs(Permission.READ)
    WarmingProgress progressOfIp(Access access, @PathVariable UUID id) {
        return reader.progress(access.workspace(), Origin.ip(id));
    }

    private WarmingProgress start(Access access, Origin origin, Start request) {
        MailboxCurve curve = MailboxCurve.of(request.mailboxShares());
        service.start(access, origin, schedules.find(access.workspace(), request.schedule()), curve);
        return reader.progress(access.workspace(), origin);
    }

    private WarmingProgress pause(Access access, Origin origin, PauseNote note) {
        service.pause(access, origin, note.note());
        return reader.progress(access.workspace(), origin);
    }

    private WarmingProgress resume(Access access, Origin origin, PauseNote note) {
        service.resume(access, origin, note.note());
        return reader.progress(access.workspace(), origin);
    }
}
