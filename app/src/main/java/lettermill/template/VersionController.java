package lettermill.template;

import java.util.List;
import java.util.UUID;
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
@RequestMapping("/workspaces/{ws}/email-marketing/templates/{id}/versions")
class VersionController {
    private final TemplateService service;

    VersionController(TemplateService service) {
        this.service = service;
    }

    @GetMapping
    @Needs(Permission.READ)
    Page<TemplateVersions.Entry> list(
            Access access,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer after,
            @RequestParam(defaultValue = "50") int limit) {
        return service.history(access.workspace(), id, after, limit);
    }

    @GetMapping("/{number}")
    @Needs(Permission.READ)
    TemplateVersions.Saved get(Access access, @PathVariable UUID id, @PathVariable int number) {
        return service.version(access.workspace(), id, number);
    }

    /** From version {@code number} to version {@code to}. */
    @GetMapping("/{number}/diff")
    @Needs(Permission.READ)
    Diff diff(Access access, @PathVariable UUID id, @PathVariable int number, @RequestParam int to) {
        return new Diff(number, to, service.diff(access.workspace(), id, number, to));
    }

    @PostMapping("/{number}/restore")
    @Needs(Permission.WRITE)
    EmailTemplate restore(Access access, @PathVariable UUID id, @PathVariable int number) {
        return service.restore(access, id, number);
    }

    /** What changed, part by part; empty when nothing did. */
    record Diff(int from, int to, List<TemplateService.PartDiff> parts) {}
}
