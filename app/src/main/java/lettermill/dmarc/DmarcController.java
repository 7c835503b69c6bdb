package lettermill.dmarc;

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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/workspaces/{ws}/email-infrastructure/domains/{id}/dmarc")
class DmarcController {

    private final DmarcService service;
    private final MailedDmarcReports mailed;

    DmarcController(DmarcService service, MailedDmarcReports mailed) {
        this.service = service;
        this.mailed = mailed;
    }

    /** The request's body is the file as it came by mail: XML, plain, in gzip or in zip, up to 8 MB. */
    @PostMapping(
            path = "/reports",
            consumes = {
                "application/xml",
                "text/xml",
                "application/gzip",
                "application/x-gzip",
                "application/zip",
                "application/x-zip-compressed",
                "application/octet-stream"
            })
    @Needs(Permission.MANAGE)
    @ResponseStatus(HttpStatus.CREATED)
    DmarcService.Taken take(Access access, @PathVariable UUID id, @RequestBody byte[] file) {
        return service.take(access, id, file);
    }

    /**
     * Where receivers may mail reports to.
     *
     * @param address for the rua of the domain's DMARC record; null where this installation takes no mail
     */
    record Mailbox(@Nullable String address) {}

    /** The address to put into the domain's DMARC record. */
    @GetMapping("/mailbox")
    @Needs(Permission.READ)
    Mailbox mailbox(Access access, @PathVariable UUID id) {
        return new Mailbox(
                mailed.address(service.require(access.workspace(), id)).orElse(null));
    }

    /** Newest first. */
    @GetMapping("/reports")
    @Needs(Permission.READ)
    Page<StoredReport> reports(
            Access access,
            @PathVariable UUID id,
            @RequestParam(name = "after", defaultValue = "9223372036854775807") long after,
            @RequestParam(defaultValue = "50") int limit) {
        return service.page(access.workspace(), id, after, limit);
    }

    /** Who sent in the domain's name, by host, the busiest first: at most 500. */
    @GetMapping("/sources")
    @Needs(Permission.READ)
    Page<SourceSummary> sources(Access access, @PathVariable UUID id, @RequestParam(defaultValue = "30") int days) {
        return service.sources(access.workspace(), id, days);
    }
}
