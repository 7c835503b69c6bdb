package lettermill.campaign.recipient;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import lettermill.base.CampaignId;
import lettermill.base.Page;
import lettermill.campaign.CampaignService;
import lettermill.ledger.MessagePhase;
import lettermill.ledger.RecipientStatus;
import lettermill.ledger.Recipients;
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
@RequestMapping("/workspaces/{ws}/email-marketing/campaigns/{id}")
class RecipientController {

    private final RecipientService service;
    private final CampaignService campaigns;

    RecipientController(RecipientService service, CampaignService campaigns) {
        this.service = service;
        this.campaigns = campaigns;
    }

    @GetMapping("/recipients")
    @Needs(Permission.READ)
    Page<RecipientService.View> list(
            Access access,
            @PathVariable CampaignId id,
            @RequestParam(required = false) @Nullable RecipientStatus status,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "50") int limit) {
        return service.list(access.workspace(), id, new Recipients.Filter(status, null, reason, search, after), limit);
    }

    @GetMapping("/recipients.csv")
    @Needs(Permission.READ)
    void export(
            Access access,
            @PathVariable CampaignId id,
            @RequestParam(required = false) @Nullable RecipientStatus status,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String search,
            HttpServletResponse response)
            throws IOException {
        campaigns.get(access.workspace(), id);
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Content-Disposition", "attachment; filename=\"recipients-" + id + ".csv\"");
        service.export(
                access.workspace(), id, new Recipients.Filter(status, null, reason, search, 0), response.getWriter());
    }

    @GetMapping("/progress")
    @Needs(Permission.READ)
    Map<String, Long> progress(Access access, @PathVariable CampaignId id) {
        return service.progress(access.workspace(), id);
    }

    @GetMapping("/unknown")
    @Needs(Permission.READ)
    Page<RecipientService.View> unknown(
            Access access,
            @PathVariable CampaignId id,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "50") int limit) {
        return service.list(
                access.workspace(), id, new Recipients.Filter(null, MessagePhase.UNKNOWN, null, null, after), limit);
    }

    @PostMapping("/unknown")
    @Needs(Permission.SEND)
    Map<String, Integer> resolve(
            Access access, @PathVariable CampaignId id, @RequestBody RecipientService.Decision decision) {
        return Map.of("resolved", service.resolve(access, id, decision));
    }
}
