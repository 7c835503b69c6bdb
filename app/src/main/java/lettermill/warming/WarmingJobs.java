package lettermill.warming;

import java.time.Duration;
import java.util.List;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import lettermill.engine.Schedule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The three jobs of warming. What is daily happens once a date in each workspace's time zone; it is looked for every few
 * minutes, since somewhere a quarter of an hour ends a day. A turn that comes late is safe: counters carry their dates, and until
 * then the lower cap of the day before holds.
 */
@Configuration(proxyBeanMethods = false)
class WarmingJobs {

    static final String PROCESS_DAY = "process_warming_day";
    static final String CHECK_THRESHOLDS = "check_warming_thresholds";
    static final String RESET_VOLUMES = "reset_daily_volumes";

    private static final Duration OFTEN = Duration.ofMinutes(5);

    /** A job of one step. */
    private record Job(String name, Runnable work) implements Activity {
        @Override
        public void run(ActivityRun run) {
            work.run();
        }
    }

    /** The day that ends is judged before another one begins. */
    @Bean
    Activity processWarmingDay(WarmingClock clock, ThresholdWatch watch) {
        return new Job(PROCESS_DAY, () -> {
            List<WarmingPlan> due = clock.due();
            watch.look(due);
            clock.turn(due);
        });
    }

    @Bean
    Activity checkWarmingThresholds(Plans plans, ThresholdWatch watch) {
        return new Job(CHECK_THRESHOLDS, () -> watch.look(plans.open()));
    }

    @Bean
    Activity resetDailyVolumes(WarmingClock clock, Standing standing) {
        return new Job(RESET_VOLUMES, () -> standing.resetCounters(clock.dates()));
    }

    @Bean
    Schedule processWarmingDayDaily() {
        return new Schedule("process-warming-day", PROCESS_DAY, OFTEN);
    }

    @Bean
    Schedule checkWarmingThresholdsHourly() {
        return new Schedule("check-warming-thresholds", CHECK_THRESHOLDS, Duration.ofHours(1));
    }

    @Bean
    Schedule resetDailyVolumesAtMidnight() {
        return new Schedule("reset-daily-volumes-email", RESET_VOLUMES, OFTEN);
    }
}
