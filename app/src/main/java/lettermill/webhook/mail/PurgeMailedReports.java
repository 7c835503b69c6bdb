package lettermill.webhook.mail;

import java.time.Clock;
import java.time.Duration;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Forgets mails that were kept long enough; their facts stay in the ledger. */
@Component
class PurgeMailedReports implements Activity {

    static final String ACTIVITY = "purge_mailed_reports";

    private final Reports reports;
    private final Duration keep;
    private final Clock clock;

    PurgeMailedReports(Reports reports, @Value("${lettermill.webhook.keep}") Duration keep, Clock clock) {
        this.reports = reports;
        this.keep = keep;
        this.clock = clock;
    }

    @Override
    public String name() {
        return ACTIVITY;
    }

    @Override
    public void run(ActivityRun run) {
        reports.purge(clock.instant().minus(keep));
    }
}
