package lettermill.reputation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import lettermill.engine.Schedule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** {@code update_domain_health}: counts what is new, and draws the conclusions. */
@Component
class HealthJob implements Activity {

    /** Also who the audit log says it was. */
    static final String ACTIVITY = "update_domain_health";

    private final Changes changes;
    private final HealthCount count;
    private final HealthWatch watch;
    private final Affinity affinity;
    private final Clock clock;

    HealthJob(Changes changes, HealthCount count, HealthWatch watch, Affinity affinity, Clock clock) {
        this.changes = changes;
        this.count = count;
        this.watch = watch;
        this.affinity = affinity;
        this.clock = clock;
    }

    @Override
    public String name() {
        return ACTIVITY;
    }

    @Override
    public void run(ActivityRun run) {
        Instant now = clock.instant();
        List<Rated> domains = changes.domains();
        if (count.run(domains, now, run.stopping())) {
            watch.look(domains, now);
            affinity.look(domains, now);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Cadence {
        @Bean
        Schedule updateDomainHealth() {
            return new Schedule("update-domain-health", ACTIVITY, Duration.ofMinutes(10));
        }
    }
}
