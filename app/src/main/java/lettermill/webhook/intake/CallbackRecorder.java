package lettermill.webhook.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.provider.ProviderType;
import lettermill.webhook.Callback;
import lettermill.webhook.Reading;
import lettermill.webhook.VendorEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps callbacks as they came and records what they say, all in one transaction. */
@Service
class CallbackRecorder {

    /**
     * A callback that proved genuine, and what it says.
     *
     * @param once what may be accepted once only; null for none
     */
    record Taken(
            WorkspaceId workspace,
            UUID provider,
            ProviderType vendor,
            Callback callback,
            Reading reading,
            @Nullable String once) {}

    private final EventLogs logs;
    private final UnmatchedEvents unmatched;
    private final UsedTokens tokens;
    private final Facts facts;
    private final Clock clock;

    CallbackRecorder(EventLogs logs, UnmatchedEvents unmatched, UsedTokens tokens, Facts facts, Clock clock) {
        this.logs = logs;
        this.unmatched = unmatched;
        this.tokens = tokens;
        this.facts = facts;
        this.clock = clock;
    }

    /**
     * Records callbacks, of any workspaces, all or none.
     *
     * @throws Problem.Unauthenticated when one may be accepted once only and was accepted before
     */
    @Transactional
    public void record(List<Taken> callbacks) {
        Instant now = clock.instant();
        for (Taken each : callbacks) {
            if (each.once() != null && !tokens.use(each.workspace(), each.provider(), each.once(), now)) {
                throw new Problem.Unauthenticated("The callback's token was used before.");
            }
        }
        List<Long> ids = logs.insert(callbacks, now);
        Map<WorkspaceId, List<VendorEvent>> events = new LinkedHashMap<>();
        for (Taken each : callbacks) {
            events.computeIfAbsent(each.workspace(), workspace -> new ArrayList<>())
                    .addAll(each.reading().events());
        }
        events.forEach((workspace, all) -> {
            List<VendorEvent> strangers = facts.record(workspace, all).unmatched();
            if (!strangers.isEmpty()) {
                keep(workspace, callbacks, ids, strangers, now);
            }
        });
    }

    private void keep(
            WorkspaceId workspace, List<Taken> callbacks, List<Long> ids, List<VendorEvent> strangers, Instant now) {
        Set<VendorEvent> unknown = new HashSet<>(strangers);
        for (int i = 0; i < callbacks.size(); i++) {
            Taken each = callbacks.get(i);
            List<VendorEvent> own =
                    each.reading().events().stream().filter(unknown::contains).toList();
            if (each.workspace().equals(workspace) && !own.isEmpty()) {
                unmatched.insert(workspace, each.provider(), ids.get(i), own, now);
            }
        }
    }
}
