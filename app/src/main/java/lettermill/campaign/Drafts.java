package lettermill.campaign;

import java.util.UUID;
import lettermill.audience.category.CategoryService;
import lettermill.base.MergePatch;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.template.TemplateVersions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Checks what people write of a campaign, and adds what follows from it. */
@Component
class Drafts {

    private final TemplateVersions templates;
    private final CategoryService categories;
    private final JsonMapper json;

    Drafts(TemplateVersions templates, CategoryService categories, JsonMapper json) {
        this.templates = templates;
        this.categories = categories;
        this.json = json;
    }

    /** A new campaign. One that names no category takes the one that the workspace keeps for such templates. */
    CampaignRequest fresh(WorkspaceId workspace, CampaignRequest request) {
        CampaignRequest checked = request.validated();
        return checked.categoryId() == null ? checked.inCategory(usual(workspace, checked.templateId())) : checked;
    }

    /** A changed campaign. With another template comes its category, unless the change names one or there is one. */
    CampaignRequest changed(WorkspaceId workspace, CampaignRequest before, ObjectNode patch) {
        CampaignRequest after =
                MergePatch.apply(json, before, patch, CampaignRequest.class).validated();
        boolean silent = patch.has("template_id") && !patch.has("category_id") && after.categoryId() == null;
        return silent ? after.inCategory(usual(workspace, after.templateId())) : after;
    }

    private @Nullable UUID usual(WorkspaceId workspace, @Nullable UUID template) {
        if (template == null) {
            return null;
        }
        try {
            String about = templates.freeze(workspace, template).category().name();
            return categories.defaultFor(workspace, about).orElse(null);
        } catch (Problem.NotFound | Problem.Conflict unusable) {
            // The pre-flight says so; a draft may be saved with it.
            return null;
        }
    }
}
