package lettermill.dmarc;

import java.time.Clock;
import java.time.Duration;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import lettermill.engine.Schedule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Forgets reports that nobody can ask for any more. */
@Component
class PurgeReports implements Activity {

    private static final String ACTIVITY = "purge_dmarc_reports";

    private final Reports reports;
    private final Clock clock;

    PurgeReports(Reports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    public String name() {
        return ACTIVITY;
    }

    @Override
    public void run(ActivityRun run) {
        reports.purge(clock.instant().minus(Duration.ofDays(DmarcService.MOST_DAYS)));
    }

    /** The cadence of the job. */
    @Configuration(proxyBeanMethods = false)
    static class Cadence {

        @Bean
        Schedule purgeDmarcReports() {
            return new Schedule("purge-dmarc-reports", ACTIVITY, Duration.ofHours(24));
        }
    }
}
