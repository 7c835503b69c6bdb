package lettermill.sender;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import lettermill.engine.Engine;
import lettermill.engine.Schedule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** {@code check_domains}: has every domain looked at that is due, each by a run of its own. */
@Component
class CheckDomains implements Activity {

    static final String ACTIVITY = "check_domains";

    /** Of one round; the rest has its turn in the next. */
    private static final int MOST = 500;

    private final DomainChecks checks;
    private final Engine engine;
    private final Clock clock;

    CheckDomains(DomainChecks checks, Engine engine, Clock clock) {
        this.checks = checks;
        this.engine = engine;
        this.clock = clock;
    }

    @Override
    public String name() {
        return ACTIVITY;
    }

    @Override
    public void run(ActivityRun run) {
        Instant now = clock.instant();
        for (DomainChecks.Due due : checks.claim(now, MOST)) {
            engine.dispatch(CheckDomain.ACTIVITY, due.toString(), due.workspace(), now);
        }
    }

    /** Declared here, beside what it runs. */
    @Configuration(proxyBeanMethods = false)
    static class Cadence {
        @Bean
        Schedule checkDomainsOften() {
            return new Schedule("check-domains", ACTIVITY, Duration.ofMinutes(1));
        }
    }
}
