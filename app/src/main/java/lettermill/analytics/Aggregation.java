package lettermill.analytics;

import java.time.Duration;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import lettermill.engine.Schedule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** The job that keeps the roll-ups close behind the ledger. */
@Component
class Aggregation implements Activity {

    static final String ACTIVITY = "aggregate_email_analytics";

    private final RollUps rollUps;

    Aggregation(RollUps rollUps) {
        this.rollUps = rollUps;
    }

    @Override
    public String name() {
        return ACTIVITY;
    }

    /** Counting a campaign twice gives the same rows, so a run that is cut short is simply run again. */
    @Override
    public void run(ActivityRun run) {
        long settled = rollUps.settled();
        for (RollUps.Changed changed : rollUps.changedSince(rollUps.progress())) {
            if (run.stopping().getAsBoolean()) {
                return;
            }
            rollUps.count(changed);
        }
        rollUps.moveTo(settled);
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedules {
        @Bean
        Schedule aggregateEmailAnalytics() {
            return new Schedule("aggregate-email-analytics", ACTIVITY, Duration.ofMinutes(1));
        }
    }
}
