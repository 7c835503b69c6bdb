package lettermill.webhook.mail;

import java.util.List;
import lettermill.base.Page;
import lettermill.base.Problem;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/workspaces/{ws}/email-infrastructure/mailed-reports")
class ReportController {

    private final Reports reports;

    ReportController(Reports reports) {
        this.reports = reports;
    }

    /** Mails that came back, the newest first. */
    @GetMapping
    @Needs(Permission.READ)
    Page<KeptReport> list(
            Access access,
            @RequestParam(name = "message_id", required = false) @Nullable Long messageId,
            @RequestParam(required = false) KeptReport.@Nullable Kind kind,
            @RequestParam(defaultValue = "9223372036854775807") long after,
            @RequestParam(defaultValue = "50") int limit) {
        int size = Page.limit(limit);
        List<KeptReport> rows = reports.list(access.workspace(), new Reports.Filter(messageId, kind, after), size + 1);
        return Page.of(rows, size, report -> Long.toString(report.id()));
    }

    /** As it came, for a mail program to open; it names people, so a viewer sees the list only. */
    @GetMapping(path = "/{id}/raw", produces = "message/rfc822")
    @Needs(Permission.WRITE)
    ResponseEntity<byte[]> raw(Access access, @PathVariable long id) {
        byte[] body = reports.body(access.workspace(), id).orElseThrow(() -> new Problem.NotFound("mailed report", id));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("report-" + id + ".eml")
                                .build()
                                .toString())
                .body(body);
    }
}
