package lettermill.template;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import lettermill.base.Page;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.template.markup.TextDiff;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people do with templates. Whatever is saved compiles, and each saved content becomes a version. */
@Service
public class TemplateService {
    private final Templates templates;
    private final TemplateVersions versions;
    private final Audit audit;
    private final Clock clock;

    TemplateService(Templates templates, TemplateVersions versions, Audit audit, Clock clock) {
        this.templates = templates;
        this.versions = versions;
        this.audit = audit;
        this.clock = clock;
    }

    public Page<EmailTemplate.Summary> list(WorkspaceId workspace, Templates.Listing asked, int limit) {
        int rows = Page.limit(limit);
        return Page.of(
                templates.list(workspace, asked, rows + 1),
                rows,
                row -> row.id().toString());
    }

    /** @throws Problem.NotFound when the workspace has no such template */
    public EmailTemplate get(WorkspaceId workspace, UUID id) {
        return templates.find(workspace, id).orElseThrow(() -> new Problem.NotFound("template", id));
    }

    /** @throws Problem.Invalid naming each field that can't be taken, with line and column for faults in Jinja */
    @Transactional
    public EmailTemplate create(Access access, TemplateRequest request) {
        TemplateRequest.Checked checked = request.checked();
        String slug = request.slug() == null ? freeSlug(access.workspace(), checked.slug()) : checked.slug();
        return insert(access, checked, slug, "template.create");
    }

    /** @throws Problem.Invalid naming each field that can't be taken */
    @Transactional
    public EmailTemplate update(Access access, UUID id, UnaryOperator<TemplateRequest> change) {
        WorkspaceId workspace = access.workspace();
        EmailTemplate old = locked(workspace, id);
        TemplateRequest.Checked checked = change.apply(TemplateRequest.of(old)).checked();
        compiles(checked);
        if (templates.slugTaken(workspace, checked.slug(), id)) {
            throw slugTaken(checked.slug());
        }
        return save(access, old, checked, "template.update");
    }

    /** Hides the template; its versions stay for what was mailed from them. */
    @Transactional
    public void delete(Access access, UUID id) {
        if (!templates.delete(access.workspace(), id, clock.instant())) {
            throw new Problem.NotFound("template", id);
        }
        audit.record(access, "template.delete", id.toString(), "");
    }

    /** A copy of the newest version under a name and a slug of its own. */
    @Transactional
    public EmailTemplate duplicate(Access access, UUID id) {
        EmailTemplate original = get(access.workspace(), id);
        String name = "Copy of " + original.name();
        TemplateRequest.Checked copy = new TemplateRequest.Checked(
                name.substring(0, Math.min(name.length(), 200)),
                original.slug(),
                original.category(),
                original.templateType(),
                original.isActive(),
                original.content());
        return insert(access, copy, freeSlug(access.workspace(), original.slug()), "template.duplicate");
    }

    public Page<TemplateVersions.Entry> history(WorkspaceId workspace, UUID id, @Nullable Integer after, int limit) {
        get(workspace, id);
        int rows = Page.limit(limit);
        int before = after == null ? Integer.MAX_VALUE : after;
        return Page.of(versions.list(workspace, id, before, rows + 1), rows, entry -> Integer.toString(entry.number()));
    }

    public TemplateVersions.Saved version(WorkspaceId workspace, UUID id, int number) {
        get(workspace, id);
        return versions.saved(workspace, id, number).orElseThrow(() -> new Problem.NotFound("version", number));
    }

    /** What changed from one version to another, for each part that did. */
    public List<PartDiff> diff(WorkspaceId workspace, UUID id, int from, int to) {
        TemplateContent before = version(workspace, id, from).content();
        TemplateContent after = version(workspace, id, to).content();
        List<PartDiff> parts = new ArrayList<>();
        part("subject_template", before.subjectTemplate(), after.subjectTemplate(), parts);
        part("preview_text", before.previewText(), after.previewText(), parts);
        part("body_html", before.bodyHtml(), after.bodyHtml(), parts);
        part("body_text", before.bodyText(), after.bodyText(), parts);
        part("variables", lines(before.variables()), lines(after.variables()), parts);
        return parts;
    }

    /** Makes an old content the newest version; nothing in between is lost. */
    @Transactional
    public EmailTemplate restore(Access access, UUID id, int number) {
        EmailTemplate old = locked(access.workspace(), id);
        TemplateVersions.Saved saved = version(access.workspace(), id, number);
        TemplateRequest.Checked restored = new TemplateRequest.Checked(
                old.name(), old.slug(), saved.category(), old.templateType(), old.isActive(), saved.content());
        return save(access, old, restored, "template.restore");
    }

    /** The lines of one part, e.g. {@code body_html}. */
    public record PartDiff(String field, List<TextDiff.Line> lines) {}

    private EmailTemplate locked(WorkspaceId workspace, UUID id) {
        if (!templates.lock(workspace, id)) {
            throw new Problem.NotFound("template", id);
        }
        return get(workspace, id);
    }

    private EmailTemplate insert(Access access, TemplateRequest.Checked checked, String slug, String action) {
        compiles(checked);
        EmailTemplate template = new EmailTemplate(
                UUID.randomUUID(),
                checked.name(),
                slug,
                checked.category(),
                checked.templateType(),
                checked.isActive(),
                1,
                clock.instant(),
                clock.instant(),
                checked.content());
        try {
            templates.insert(access.workspace(), template);
        } catch (DuplicateKeyException taken) {
            throw slugTaken(slug);
        }
        versions.insert(access.workspace(), template, access.actor());
        audit.record(access, action, template.id().toString(), template.name());
        return template;
    }

    private EmailTemplate save(Access access, EmailTemplate old, TemplateRequest.Checked checked, String action) {
        boolean newContent = !checked.content().equals(old.content()) || checked.category() != old.category();
        EmailTemplate changed = new EmailTemplate(
                old.id(),
                checked.name(),
                checked.slug(),
                checked.category(),
                checked.templateType(),
                checked.isActive(),
                newContent ? old.version() + 1 : old.version(),
                old.createdAt(),
                clock.instant(),
                checked.content());
        templates.update(access.workspace(), changed);
        if (newContent) {
            versions.insert(access.workspace(), changed, access.actor());
        }
        audit.record(access, action, changed.id().toString(), "version " + changed.version());
        return changed;
    }

    private String freeSlug(WorkspaceId workspace, String wanted) {
        String slug = wanted;
        for (int number = 2; templates.slugTaken(workspace, slug, new UUID(0, 0)); number++) {
            slug = wanted + "-" + number;
        }
        return slug;
    }

    private static void compiles(TemplateRequest.Checked checked) {
        List<RenderingFailure> failures =
                TemplateLint.failures(TemplateVersion.draft(checked.content(), checked.category()));
        if (!failures.isEmpty()) {
            throw new Problem.Invalid(
                    failures.stream().map(RenderingFailure::asField).toList());
        }
    }

    private static Problem slugTaken(String slug) {
        return new Problem.Invalid("slug", slug + " is taken by another template", "a slug of its own");
    }

    private static void part(String field, @Nullable String before, @Nullable String after, List<PartDiff> parts) {
        String old = before == null ? "" : before;
        String present = after == null ? "" : after;
        if (!old.equals(present)) {
            parts.add(new PartDiff(field, TextDiff.between(old, present)));
        }
    }

    private static String lines(List<TemplateVariable> variables) {
        StringBuilder lines = new StringBuilder();
        for (TemplateVariable variable : variables) {
            lines.append(variable.name()).append(": ").append(variable.type());
            lines.append(variable.required() ? ", required" : ", default " + variable.valueWhenAbsent())
                    .append('\n');
        }
        return lines.toString();
    }
}
