package lettermill.audience.suppression;

import java.time.Clock;
import java.util.Objects;
import lettermill.base.DomainName;
import lettermill.base.EmailAddress;
import lettermill.base.Page;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import lettermill.workspace.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people can do with the suppression list. */
@Service
class SuppressionService {

    private final Suppressions suppressions;
    private final Audit audit;
    private final Clock clock;

    SuppressionService(Suppressions suppressions, Audit audit, Clock clock) {
        this.suppressions = suppressions;
        this.audit = audit;
        this.clock = clock;
    }

    Page<Suppression> page(
            WorkspaceId workspace,
            @Nullable String search,
            @Nullable SuppressionReason reason,
            long before,
            int limit) {
        return Page.of(
                suppressions.page(workspace, search, reason, before, Page.limit(limit) + 1),
                limit,
                entry -> Long.toString(entry.id()));
    }

    /** Adds an address or a domain by hand. */
    @Transactional
    public Suppression add(Access access, @Nullable String address, @Nullable String domain, @Nullable String note) {
        if ((address == null) == (domain == null)) {
            throw new Problem.Invalid("address", "not exactly one of address and domain is given", "one of the two");
        }
        SuppressionKind kind = address != null ? SuppressionKind.ADDRESS : SuppressionKind.DOMAIN;
        String value = address != null
                ? EmailAddress.parse("address", address).key()
                : DomainName.parse("domain", Objects.requireNonNull(domain)).ascii();
        long id = suppressions
                .insert(access.workspace(), kind, value, Objects.requireNonNullElse(note, ""), clock.instant())
                .orElseThrow(() -> new Problem.Conflict(value + " is on the suppression list already."));
        audit.record(access, "suppression.add", value, Objects.requireNonNullElse(note, ""));
        return get(access.workspace(), id);
    }

    /** Takes an entry off the list. One that a bounce or a complaint made needs the permission MANAGE. */
    @Transactional
    public void remove(Access access, long id) {
        Suppression entry = get(access.workspace(), id);
        if (entry.reason() != SuppressionReason.MANUAL) {
            access.require(Permission.MANAGE);
        }
        suppressions.delete(access.workspace(), id);
        audit.record(access, "suppression.remove", entry.value(), entry.reason().name());
    }

    private Suppression get(WorkspaceId workspace, long id) {
        return suppressions.find(workspace, id).orElseThrow(() -> new Problem.NotFound("suppression", id));
    }
}
