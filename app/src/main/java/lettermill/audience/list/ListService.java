package lettermill.audience.list;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import lettermill.base.Page;
import lettermill.base.Problem;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with lists. */
@Service
class ListService {

    private final AudienceLists lists;
    private final Audit audit;
    private final Clock clock;

    ListService(AudienceLists lists, Audit audit, Clock clock) {
        this.lists = lists;
        this.audit = audit;
        this.clock = clock;
    }

    Page<AudienceList> page(WorkspaceId workspace, @Nullable UUID after, int limit) {
        return Page.of(
                lists.page(workspace, after, Page.limit(limit) + 1),
                limit,
                list -> list.id().toString());
    }

    AudienceList get(WorkspaceId workspace, UUID id) {
        return lists.find(workspace, id).orElseThrow(() -> new Problem.NotFound("list", id));
    }

    @Transactional
    public AudienceList create(Access access, String name, String description) {
        try {
            UUID id = lists.insert(access.workspace(), name.strip(), description, clock.instant());
            audit.record(access, "list.create", id.toString(), name);
            return get(access.workspace(), id);
        } catch (DuplicateKeyException taken) {
            throw new Problem.Conflict("There is already a list named " + name.strip() + ".");
        }
    }

    @Transactional
    public AudienceList update(Access access, UUID id, @Nullable String name, @Nullable String description) {
        get(access.workspace(), id);
        try {
            lists.update(access.workspace(), id, name == null ? null : name.strip(), description, clock.instant());
        } catch (DuplicateKeyException taken) {
            throw new Problem.Conflict("There is already a list named " + name + ".");
        }
        return get(access.workspace(), id);
    }

    @Transactional
    public void delete(Access access, UUID id) {
        if (!lists.delete(access.workspace(), id)) {
            throw new Problem.NotFound("list", id);
        }
        audit.record(access, "list.delete", id.toString(), "");
    }

    /** Puts people on a list; how many weren't on it. */
    @Transactional
    public int add(Access access, UUID list, List<SubscriberId> people) {
        get(access.workspace(), list);
        return lists.add(access.workspace(), list, people, clock.instant());
    }

    @Transactional
    public void remove(Access access, UUID list, SubscriberId person) {
        get(access.workspace(), list);
        lists.remove(access.workspace(), list, person);
    }
}
