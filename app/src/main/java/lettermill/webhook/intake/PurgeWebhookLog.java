package lettermill.webhook.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import org.springframework.stereotype.Component;

/** Forgets callbacks that were kept long enough; their facts stay in the ledger. */
@Component
class PurgeWebhookLog implements Activity {

    static final String ACTIVITY = "purge_webhook_log";

    /** Longer than any vendor's callback is believed. */
    private static final Duration TOKENS = Duration.ofDays(3);

    private final EventLogs logs;
    private final UnmatchedEvents unmatched;
    private final UsedTokens tokens;
    private final WebhookSettings settings;
    private final Clock clock;

    PurgeWebhookLog(
            EventLogs logs, UnmatchedEvents unmatched, UsedTokens tokens, WebhookSettings settings, Clock clock) {
        this.logs = logs;
        this.unmatched = unmatched;
        this.tokens = tokens;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return ACTIVITY;
    }

    @Override
    public void run(ActivityRun run) {
        Instant now = clock.instant();
        tokens.purge(now.minus(TOKENS));
        unmatched.purge(now.minus(settings.keep()));
        logs.purge(now.minus(settings.keep()));
    }
}
