package lettermill.engine;

import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine in use, and its own housekeeping. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    private static final Duration HISTORY = Duration.ofDays(7);

    @Bean
    Engine engine(
            ObjectProvider<Activity> activities,
            ObjectProvider<Schedule> schedules,
            DataSource database,
            Runs runs,
            Clock clock) {
        // Activities dispatch through the engine that runs them: it is handed to them lazily by the container.
        return new EmbeddedEngine(activities::stream, schedules.stream().toList(), database, runs, clock);
    }

    @Bean
    Activity pruneRuns(Runs runs) {
        return new Activity() {
            @Override
            public String name() {
                return "prune_runs";
            }

            @Override
            public void run(ActivityRun run) {
                runs.prune(HISTORY);
            }
        };
    }

    @Bean
    Schedule pruneRunsHourly() {
        return new Schedule("prune-runs", "prune_runs", Duration.ofHours(1));
    }
}
