package lettermill.webhook.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lettermill.base.WorkspaceId;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import lettermill.webhook.VendorEvent;
import lettermill.webhook.intake.UnmatchedEvents.Unmatched;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks for the messages of facts that came before them. */
@Component
class MatchWebhookEvents implements Activity {

    static final String ACTIVITY = "match_webhook_events";

    private static final int BATCH = 500;
    private static final Duration LONGEST = Duration.ofDays(3);

    private final UnmatchedEvents unmatched;
    private final Facts facts;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MatchWebhookEvents(UnmatchedEvents unmatched, Facts facts, TransactionTemplate transaction, Clock clock) {
        this.unmatched = unmatched;
        this.facts = facts;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return ACTIVITY;
    }

    @Override
    public void run(ActivityRun run) {
        boolean more = true;
        while (more && !run.stopping().getAsBoolean()) {
            more = Boolean.TRUE.equals(transaction.execute(status -> matchSome()));
        }
    }

    /** Whether there may be more of them. */
    private boolean matchSome() {
        Instant now = clock.instant();
        List<Unmatched> due = unmatched.due(now, BATCH);
        Map<WorkspaceId, List<Unmatched>> byWorkspace = new LinkedHashMap<>();
        due.forEach(each -> byWorkspace
                .computeIfAbsent(each.workspace(), workspace -> new ArrayList<>())
                .add(each));
        List<Unmatched> still = new ArrayList<>();
        byWorkspace.forEach((workspace, events) -> {
            List<VendorEvent> matched = facts.record(
                            workspace, events.stream().map(Unmatched::event).toList())
                    .matched();
            unmatched.remove(workspace, matched.stream().map(VendorEvent::key).toList());
            Set<VendorEvent> found = new HashSet<>(matched);
            events.stream().filter(each -> !found.contains(each.event())).forEach(still::add);
        });
        unmatched.postpone(still, now, LONGEST);
        return due.size() == BATCH;
    }
}
