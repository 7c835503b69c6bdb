package lettermill.audience.segment;

import java.time.Clock;
import java.util.UUID;
import lettermill.audience.AudienceCounts;
import lettermill.audience.AudienceSelection;
import lettermill.audience.filter.AudienceFilter;
import lettermill.base.Page;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with segments. */
@Service
public class SegmentService {

    private final Segments segments;
    private final AudienceSelection selection;
    private final Audit audit;
    private final Clock clock;

    SegmentService(Segments segments, AudienceSelection selection, Audit audit, Clock clock) {
        this.segments = segments;
        this.selection = selection;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The filter of a segment, for a campaign or a listing.
     *
     * @throws Problem.NotFound when the workspace has no such segment
     */
    public AudienceFilter filter(WorkspaceId workspace, UUID id) {
        return get(workspace, id).filters();
    }

    Page<Segment> page(WorkspaceId workspace, @Nullable UUID after, int limit) {
        return Page.of(
                segments.page(workspace, after, Page.limit(limit) + 1),
                limit,
                segment -> segment.id().toString());
    }

    Segment get(WorkspaceId workspace, UUID id) {
        return segments.find(workspace, id).orElseThrow(() -> new Problem.NotFound("segment", id));
    }

    /** How many people a choice of list, filter and category names, and what would happen to them. */
    AudienceCounts count(
            WorkspaceId workspace, @Nullable UUID list, @Nullable AudienceFilter filters, @Nullable UUID category) {
        return selection.count(selection.of(workspace, list, filters, category));
    }

    /** Saves a new segment. */
    @Transactional
    public UUID create(Access access, String name, String description, AudienceFilter filters) {
        try {
            UUID id = segments.insert(access.workspace(), name.strip(), description, filters, clock.instant());
            audit.record(access, "segment.create", id.toString(), name);
            return id;
        } catch (DuplicateKeyException taken) {
            throw new Problem.Conflict("There is already a segment named " + name.strip() + ".");
        }
    }

    /** Changes what is given. */
    @Transactional
    public void update(
            Access access,
            UUID id,
            @Nullable String name,
            @Nullable String description,
            @Nullable AudienceFilter filters) {
        get(access.workspace(), id);
        try {
            segments.update(access.workspace(), id, name, description, filters, clock.instant());
        } catch (DuplicateKeyException taken) {
            throw new Problem.Conflict("There is already a segment named " + name + ".");
        }
    }

    /** Deletes a segment; campaigns keep their copies of its filter. */
    @Transactional
    public void delete(Access access, UUID id) {
        if (!segments.delete(access.workspace(), id)) {
            throw new Problem.NotFound("segment", id);
        }
        audit.record(access, "segment.delete", id.toString(), "");
    }
}
