package lettermill.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import org.springframework.stereotype.Component;

/** Forgets deliveries after a while, those that wait for an endpoint nobody switches on again, too. */
@Component
class PurgeDeliveries implements Activity {

    static final String ACTIVITY = "purge_webhook_deliveries";

    private static final Duration KEEP = Duration.ofDays(30);

    private final Deliveries deliveries;
    private final Clock clock;

    PurgeDeliveries(Deliveries deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Override
    public String name() {
        return ACTIVITY;
    }

    @Override
    public void run(ActivityRun run) {
        deliveries.purge(clock.instant().minus(KEEP));
    }
}
