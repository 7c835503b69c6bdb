package lettermill.engine;

import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The embedded engine, unless another is chosen, and the housekeeping of any. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    private static final Duration HISTORY = Duration.ofDays(7);

    /** The engine for one machine and for several on one database. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "lettermill.engine.kind", havingValue = "embedded", matchIfMissing = true)
    static class Embedded {
        @Bean
        Engine engine(
                ObjectProvider<Activity> activities,
                ObjectProvider<Schedule> schedules,
                DataSource database,
                Dispatches dispatches,
                Attempts attempts,
                Clock clock) {
            // Activities dispatch through the engine that runs them: it is handed to them lazily by the container.
            return new EmbeddedEngine(
                    activities::stream, schedules.stream().toList(), database, dispatches, attempts, clock);
        }

        /** It lives in the database, whose state is told beside it. */
        @Bean
        HealthIndicator engineHealthIndicator() {
            return () -> Health.up().withDetail("kind", "embedded").build();
        }
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
