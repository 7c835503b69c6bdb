package lettermill.campaign;

import java.time.Instant;
import java.util.List;
import lettermill.base.CampaignId;
import lettermill.base.Page;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/workspaces/{ws}/email-marketing/campaigns")
class CampaignController {

    private final CampaignService service;
    private final TestSend tests;
    private final JsonMapper json;

    CampaignController(CampaignService service, TestSend tests, JsonMapper json) {
        this.service = service;
        this.tests = tests;
        this.json = json;
    }

    /** When a campaign is to start. */
    record Time(@Nullable Instant scheduledAt) {}

    @GetMapping
    @Needs(Permission.READ)
    Page<Campaign> list(
            Access access,
            @RequestParam(required = false) @Nullable CampaignStatus status,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable CampaignId after,
            @RequestParam(defaultValue = "50") int limit) {
        return service.list(access.workspace(), new Campaigns.Search(status, search), after, limit);
    }

    @PostMapping
    @Needs(Permission.WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    Campaign create(Access access, @RequestBody CampaignRequest request) {
        return service.create(access, request);
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    Campaign get(Access access, @PathVariable CampaignId id) {
        return service.get(access.workspace(), id);
    }

    @PatchMapping("/{id}")
    @Needs(Permission.WRITE)
    Campaign change(Access access, @PathVariable CampaignId id, @RequestBody ObjectNode patch) {
        return service.change(access, id, patch);
    }

    @DeleteMapping("/{id}")
    @Needs(Permission.WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Access access, @PathVariable CampaignId id) {
        service.delete(access, id);
    }

    @PostMapping("/{id}/duplicate")
    @Needs(Permission.WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    Campaign duplicate(Access access, @PathVariable CampaignId id) {
        return service.duplicate(access, id);
    }

    @PostMapping("/{id}/schedule")
    @Needs(Permission.SEND)
    Campaign schedule(Access access, @PathVariable CampaignId id, @RequestBody Time time) {
        return service.schedule(access, id, time.scheduledAt());
    }

    @PostMapping("/{id}/send")
    @Needs(Permission.SEND)
    Campaign send(Access access, @PathVariable CampaignId id) {
        return service.send(access, id);
    }

    @PostMapping("/{id}/pause")
    @Needs(Permission.SEND)
    Campaign pause(Access access, @PathVariable CampaignId id) {
        return service.pause(access, id);
    }

    @PostMapping("/{id}/resume")
    @Needs(Permission.SEND)
    Campaign resume(Access access, @PathVariable CampaignId id) {
        return service.resume(access, id);
    }

    @PostMapping("/{id}/cancel")
    @Needs(Permission.SEND)
    Campaign cancel(Access access, @PathVariable CampaignId id) {
        return service.cancel(access, id);
    }

    @GetMapping("/{id}/preflight")
    @Needs(Permission.READ)
    PreflightService.Report preflight(Access access, @PathVariable CampaignId id) {
        return service.preflight(access.workspace(), id);
    }

    @PostMapping("/{id}/test")
    @Needs(Permission.SEND)
    List<TestSend.Result> test(Access access, @PathVariable CampaignId id, @RequestBody TestSend.Request request)
            throws InterruptedException {
        return tests.send(access, service.get(access.workspace(), id), request, json);
    }
}
