package lettermill.audience.category;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with categories. */
@Service
public class CategoryService {

    // The seed's EmailTemplateCategory. TRANSACTIONAL is not here: such mail has no category to opt out of.
    private static final Set<String> TEMPLATE_CATEGORIES =
            new TreeSet<>(Set.of("GENERAL", "MARKETING", "ONBOARDING", "RELEASE", "NEWSLETTER"));

    private final Categories categories;
    private final Audit audit;
    private final Clock clock;

    CategoryService(Categories categories, Audit audit, Clock clock) {
        this.categories = categories;
        this.audit = audit;
        this.clock = clock;
    }

    /** The category of a campaign that names none, by what its template is about. */
    public Optional<UUID> defaultFor(WorkspaceId workspace, String templateCategory) {
        return categories.defaultFor(workspace, templateCategory);
    }

    List<Category> all(WorkspaceId workspace) {
        return categories.all(workspace);
    }

    Category get(WorkspaceId workspace, UUID id) {
        return categories.find(workspace, id).orElseThrow(() -> new Problem.NotFound("category", id));
    }

    /** Creates a category from a request whose fields are checked but for the template categories. */
    @Transactional
    public Category create(Access access, CategoryController.NewCategory wanted) {
        try {
            String description = wanted.description() == null ? "" : wanted.description();
            UUID id = categories.insert(access.workspace(), wanted.slug(), wanted.name(), description, clock.instant());
            setDefaults(access, id, wanted.templateCategories());
            audit.record(access, "category.create", id.toString(), wanted.slug());
            return get(access.workspace(), id);
        } catch (DuplicateKeyException taken) {
            throw new Problem.Conflict("There is already a category " + wanted.slug() + ".");
        }
    }

    /** Changes what is given. */
    @Transactional
    public Category update(Access access, UUID id, CategoryController.CategoryChange change) {
        get(access.workspace(), id);
        categories.update(access.workspace(), id, change.name(), change.description(), clock.instant());
        setDefaults(access, id, change.templateCategories());
        return get(access.workspace(), id);
    }

    /** Deletes a category and everybody's say on it. */
    @Transactional
    public void delete(Access access, UUID id) {
        if (!categories.delete(access.workspace(), id)) {
            throw new Problem.NotFound("category", id);
        }
        audit.record(access, "category.delete", id.toString(), "");
    }

    private void setDefaults(Access access, UUID id, @Nullable Set<String> templateCategories) {
        if (templateCategories == null) {
            return;
        }
        if (!TEMPLATE_CATEGORIES.containsAll(templateCategories)) {
            throw new Problem.Invalid(
                    "template_categories", "not all are template categories", String.join(", ", TEMPLATE_CATEGORIES));
        }
        categories.setDefaults(access.workspace(), id, templateCategories);
    }
}
