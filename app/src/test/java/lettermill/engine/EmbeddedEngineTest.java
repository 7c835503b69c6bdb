package lettermill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class EmbeddedEngineTest extends EngineContract {

    @Test
    void aDatabaseThatDoesNotServeCostsNoAttempt() throws Exception {
        Queue<Integer> attempts = new ConcurrentLinkedQueue<>();
        Activity activity = new Activity() {
            @Override
            public String name() {
                return "write";
            }

            @Override
            public void run(ActivityRun run) {
                attempts.add(run.attempt());
                if (attempts.size() < 3) {
                    throw new DataAccessResourceFailureException("full", new SQLException("disk full", "53100"));
                }
            }
        };
        Started started = start(List.of(activity), List.of());
        try {
            started.engine().dispatch("write", "x", null, Clock.systemUTC().instant());
            await().atMost(Duration.ofSeconds(30)).until(() -> attempts.size() == 3);
        } finally {
            started.stop().close();
        }
        assertThat(attempts).containsExactly(1, 1, 1);
    }

    @Override
    protected Started start(List<Activity> activities, List<Schedule> schedules) {
        EmbeddedEngine engine = new EmbeddedEngine(
                activities::stream, schedules, database, dispatches(), attempts(), Clock.systemUTC());
        engine.start();
        return new Started(engine, engine::stop);
    }
}
