package lettermill.engine.temporal;

import lettermill.engine.Activity;
import lettermill.engine.Attempts;
import lettermill.engine.Dispatches;
import lettermill.engine.Schedule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** LETTERMILL_ENGINE=temporal. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "lettermill.engine.kind", havingValue = "temporal")
class TemporalConfiguration {

    /** Everything is taken and answered, but work that others do for us waits. */
    private static final Status DEGRADED = new Status("DEGRADED");

    @Bean
    TemporalEngine engine(
            ObjectProvider<Activity> activities,
            ObjectProvider<Schedule> schedules,
            TemporalSettings settings,
            Dispatches dispatches,
            PlatformTransactionManager transactions,
            Attempts attempts) {
        return new TemporalEngine(
                activities::stream,
                schedules.stream().toList(),
                settings,
                dispatches,
                new TransactionTemplate(transactions),
                attempts);
    }

    @Bean
    HealthIndicator engineHealthIndicator(TemporalEngine engine, TemporalSettings settings) {
        return () -> {
            String trouble = engine.trouble();
            Health.Builder health =
                    trouble.isEmpty() ? Health.up() : Health.status(DEGRADED).withDetail("why", trouble);
            return health.withDetail("kind", "temporal")
                    .withDetail("address", settings.address())
                    .build();
        };
    }
}
