package lettermill.health;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Readiness: what the watch saw last, without asking the database anew. */
@Component("databaseHealthIndicator")
class DatabaseHealth implements HealthIndicator {

    private final DatabaseWatch watch;

    DatabaseHealth(DatabaseWatch watch) {
        this.watch = watch;
    }

    @Override
    public Health health() {
        DatabaseState state = watch.state();
        return state.well()
                ? Health.up().build()
                : Health.down()
                        .withDetail("condition", state.condition())
                        .withDetail("why", state.why())
                        .build();
    }
}
