package lettermill.webhook.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lettermill.base.Page;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.webhook.Reading;
import lettermill.webhook.VendorEvent;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What vendors reported, as it came and as it is read today. */
@Service
class LogService {

    /** Bodies read again in one call and one transaction. */
    private static final int REPLAYED_AT_ONCE = 200;

    private final EventLogs logs;
    private final UnmatchedEvents unmatched;
    private final Facts facts;
    private final Hooks hooks;
    private final Audit audit;
    private final Clock clock;

    LogService(EventLogs logs, UnmatchedEvents unmatched, Facts facts, Hooks hooks, Audit audit, Clock clock) {
        this.logs = logs;
        this.unmatched = unmatched;
        this.facts = facts;
        this.hooks = hooks;
        this.audit = audit;
        this.clock = clock;
    }

    /** A callback with its body, and what today's decoder finds in it. */
    record Detail(
            EventLogs.Entry entry,
            @Nullable String contentType,
            String body,
            List<VendorEvent> events,
            List<String> ignored) {}

    /**
     * Which callbacks to read again.
     *
     * @param from only those received at this time or later
     * @param until only those received before
     * @param after {@code next} of the call before
     */
    record ReplayRequest(
            @Nullable UUID providerId,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Long after) {}

    /**
     * What a replay did.
     *
     * @param callbacks how many were read again
     * @param events how many events they hold
     * @param recorded how many facts were new to the ledger
     * @param unmatched how many events name no message of ours
     * @param next to pass as {@code after} for those that follow; null at the end
     */
    record Replayed(
            int callbacks,
            int events,
            int recorded,
            int unmatched,
            @Nullable Long next) {}

    Page<EventLogs.Entry> list(WorkspaceId workspace, EventLogs.Filter filter, int limit) {
        int size = Page.limit(limit);
        return Page.of(logs.list(workspace, filter, size + 1), size, entry -> Long.toString(entry.id()));
    }

    Detail get(WorkspaceId workspace, long id) {
        EventLogs.Kept kept = logs.find(workspace, id).orElseThrow(() -> new Problem.NotFound("callback", id));
        Reading reading = hooks.of(kept.entry().vendor()).read(kept.callback());
        return new Detail(kept.entry(), kept.contentType(), kept.text(), reading.events(), reading.ignored());
    }

    Page<UnmatchedEvents.Unmatched> unmatched(WorkspaceId workspace, long after, int limit) {
        int size = Page.limit(limit);
        return Page.of(unmatched.list(workspace, after, size + 1), size, each -> Long.toString(each.id()));
    }

    /** Reads kept callbacks again: what a decoder missed or misread becomes a fact, and what is known already changes nothing. */
    @Transactional
    Replayed replay(Access access, ReplayRequest request) {
        WorkspaceId workspace = access.workspace();
        Instant now = clock.instant();
        EventLogs.Filter filter = new EventLogs.Filter(
                request.providerId(), request.from(), request.until(), request.after() == null ? 0 : request.after());
        List<EventLogs.Kept> bodies = logs.bodies(workspace, filter, REPLAYED_AT_ONCE);
        int events = 0;
        int recorded = 0;
        int strangers = 0;
        for (EventLogs.Kept kept : bodies) {
            EventLogs.Entry entry = kept.entry();
            Reading reading = hooks.of(entry.vendor()).read(kept.callback());
            Facts.Recorded result = facts.record(workspace, reading.events());
            unmatched.insert(workspace, entry.providerId(), entry.id(), result.unmatched(), now);
            unmatched.remove(
                    workspace, result.matched().stream().map(VendorEvent::key).toList());
            logs.decodedAgain(
                    workspace,
                    entry.id(),
                    reading.events().size(),
                    reading.ignored().size(),
                    now);
            events += reading.events().size();
            recorded += result.fresh();
            strangers += result.unmatched().size();
        }
        audit.record(access, "webhook.replay", "", bodies.size() + " callbacks, " + recorded + " new facts");
        Long next = bodies.size() < REPLAYED_AT_ONCE
                ? null
                : (Long) bodies.getLast().entry().id();
        return new Replayed(bodies.size(), events, recorded, strangers, next);
    }
}
