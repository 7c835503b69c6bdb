package lettermill.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lettermill.audience.Eligibility;
import lettermill.base.Problem;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import lettermill.workspace.Workspace;
import lettermill.workspace.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/** Shows what somebody would get. Nothing is stored and nothing is mailed. */
@Service
public class TemplatePreview {
    private static final Map<String, String> SAMPLE = Map.of(
            SystemNames.RECIPIENT_NAME, "Ada Lovelace",
            SystemNames.EMAIL, "ada@example.com",
            SystemNames.UNSUBSCRIBE_URL, "https://example.com/unsubscribe",
            SystemNames.PREFERENCES_URL, "https://example.com/preferences",
            SystemNames.CAMPAIGN_NAME, "Preview");

    private final Workspaces workspaces;
    private final Eligibility eligibility;
    private final TemplateJson json;

    TemplatePreview(Workspaces workspaces, Eligibility eligibility, TemplateJson json) {
        this.workspaces = workspaces;
        this.eligibility = eligibility;
        this.json = json;
    }

    /**
     * What to preview.
     *
     * @param context values by name; they win over the subscriber's and over the samples of the system's names
     * @param subscriberId whose attributes to take
     * @param template fields that differ from the saved template, as in a PATCH
     */
    record Request(
            @Nullable Map<String, @Nullable Object> context,
            @Nullable SubscriberId subscriberId,
            @Nullable ObjectNode template) {}

    /**
     * The letter as it would arrive, but for tracking.
     *
     * @param sizeBytes of the HTML part in UTF-8, as it would be with tracking
     * @param findings what the rendered HTML's size gives rise to
     */
    public record Preview(String subject, String html, String text, int sizeBytes, List<LintFinding> findings) {}

    /**
     * Renders for one person.
     *
     * @throws Problem.Invalid naming part, line and column when it can't be rendered with this context
     */
    Preview render(WorkspaceId workspace, TemplateRequest saved, @Nullable Request asked) {
        Request request = asked == null ? new Request(null, null, null) : asked;
        TemplateVersion version = draft(saved, request.template());
        try {
            RenderedLetter letter =
                    LetterTemplate.compile(version, version.html()).render(context(workspace, request));
            int size = TemplateLint.sizeAfterTracking(letter.html());
            List<LintFinding> findings = new ArrayList<>();
            TemplateLint.size(size, findings);
            return new Preview(letter.subject(), letter.html(), letter.text(), size, findings);
        } catch (RenderingFailure failure) {
            throw new Problem.Invalid(List.of(failure.asField()));
        }
    }

    /** The saved template with changes laid over it, as a version that isn't stored. */
    TemplateVersion draft(TemplateRequest saved, @Nullable ObjectNode change) {
        TemplateRequest changed = json.patch(change).apply(saved);
        return TemplateVersion.draft(changed.content(), changed.categoryOrDefault());
    }

    private Map<String, @Nullable Object> context(WorkspaceId workspaceId, Request request) {
        Workspace workspace = workspaces.get(workspaceId);
        String address = workspace.postalAddress();
        Map<String, @Nullable Object> context = new HashMap<>(SAMPLE);
        if (request.subscriberId() != null) {
            context.putAll(person(workspaceId, request.subscriberId()));
        }
        context.put(SystemNames.WORKSPACE_NAME, workspace.name());
        context.put(SystemNames.POSTAL_ADDRESS, address == null ? "(no postal address set yet)" : address);
        if (request.context() != null) {
            context.putAll(request.context());
        }
        return context;
    }

    /** What a campaign would know of the person, read the same way. */
    private Map<String, @Nullable Object> person(WorkspaceId workspace, SubscriberId id) {
        return switch (eligibility.recheck(workspace, null, List.of(id)).get(id)) {
            case Eligibility.Ready ready -> {
                Map<String, @Nullable Object> values = new HashMap<>(ready.attributes());
                values.put(SystemNames.RECIPIENT_NAME, ready.name());
                values.put(SystemNames.EMAIL, ready.email());
                yield values;
            }
            case Eligibility.Blocked blocked ->
                throw new Problem.Invalid(
                        "subscriber_id", "would get no mail: " + blocked.reason(), "somebody who may be mailed");
            case null -> throw new Problem.NotFound("subscriber", id);
        };
    }
}
