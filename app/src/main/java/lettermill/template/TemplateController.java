package lettermill.template;

import java.util.List;
import java.util.UUID;
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
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/workspaces/{ws}/email-marketing/templates")
class TemplateController {
    private final TemplateService service;
    private final TemplatePreview preview;
    private final TemplateJson json;

    TemplateController(TemplateService service, TemplatePreview preview, TemplateJson json) {
        this.service = service;
        this.preview = preview;
        this.json = json;
    }

    @GetMapping
    @Needs(Permission.READ)
    Page<EmailTemplate.Summary> list(
            Access access,
            @RequestParam(required = false) @Nullable EmailTemplateCategory category,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") int limit) {
        return service.list(access.workspace(), new Templates.Listing(category, search, after), limit);
    }

    @PostMapping
    @Needs(Permission.WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    EmailTemplate create(Access access, @RequestBody TemplateRequest request) {
        return service.create(access, request);
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    EmailTemplate get(Access access, @PathVariable UUID id) {
        return service.get(access.workspace(), id);
    }

    @PatchMapping("/{id}")
    @Needs(Permission.WRITE)
    EmailTemplate update(Access access, @PathVariable UUID id, @RequestBody ObjectNode change) {
        return service.update(access, id, json.patch(change));
    }

    @DeleteMapping("/{id}")
    @Needs(Permission.WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Access access, @PathVariable UUID id) {
        service.delete(access, id);
    }

    @PostMapping("/{id}/duplicate")
    @Needs(Permission.WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    EmailTemplate duplicate(Access access, @PathVariable UUID id) {
        return service.duplicate(access, id);
    }

    /** The saved template, or with {@code template} in the body as it would be with these fields changed. */
    @PostMapping("/{id}/preview")
    @Needs(Permission.READ)
    TemplatePreview.Preview preview(
            Access access,
            @PathVariable UUID id,
            @RequestBody(required = false) TemplatePreview.@Nullable Request request) {
        return preview.render(access.workspace(), saved(access, id), request);
    }

    @PostMapping("/preview")
    @Needs(Permission.READ)
    TemplatePreview.Preview previewDraft(Access access, @RequestBody TemplatePreview.Request request) {
        return preview.render(access.workspace(), EMPTY, request);
    }

    @PostMapping("/{id}/validate")
    @Needs(Permission.READ)
    Verdict validate(Access access, @PathVariable UUID id, @RequestBody(required = false) @Nullable ObjectNode change) {
        return Verdict.of(TemplateLint.check(preview.draft(saved(access, id), change)));
    }

    @PostMapping("/validate")
    @Needs(Permission.READ)
    Verdict validateDraft(Access access, @RequestBody ObjectNode template) {
        return Verdict.of(TemplateLint.check(preview.draft(EMPTY, template)));
    }

    @PostMapping("/{id}/lint")
    @Needs(Permission.READ)
    Findings lint(Access access, @PathVariable UUID id, @RequestBody(required = false) @Nullable ObjectNode change) {
        return new Findings(TemplateLint.check(preview.draft(saved(access, id), change)));
    }

    @PostMapping("/lint")
    @Needs(Permission.READ)
    Findings lintDraft(Access access, @RequestBody ObjectNode template) {
        return new Findings(TemplateLint.check(preview.draft(EMPTY, template)));
    }

    /** Whether it could be saved, and why not. */
    record Verdict(boolean valid, List<LintFinding> errors) {
        static Verdict of(List<LintFinding> findings) {
            List<LintFinding> errors = findings.stream()
                    .filter(finding -> finding.rule() == LintFinding.Rule.SYNTAX)
                    .toList();
            return new Verdict(errors.isEmpty(), errors);
        }
    }

    /** All that is worth saying about it; empty when there is nothing. */
    record Findings(List<LintFinding> items) {}

    private static final TemplateRequest EMPTY =
            new TemplateRequest("draft", null, null, null, null, null, null, null, null, null, null);

    private TemplateRequest saved(Access access, UUID id) {
        return TemplateRequest.of(service.get(access.workspace(), id));
    }
}
