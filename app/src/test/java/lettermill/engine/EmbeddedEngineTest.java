package lettermill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EmbeddedEngineTest extends EngineContract {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** Three turns for all of them, and a job that waits for none. */
    @Test
    void lanesTakeTurnsAndJobsDoNotWaitForThem() {
        int lanes = 3 * Places.LANES;
        Set<String> began = ConcurrentHashMap.newKeySet();
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicBoolean end = new AtomicBoolean();
        Queue<Integer> ran = new ConcurrentLinkedQueue<>();
        Activity lane = new Activity() {
            @Override
            public String name() {
                return "lane";
            }

            @Override
            public lettermill.engine.Queue queue() {
                return lettermill.engine.Queue.SENDING;
            }

            @Override
            public void run(ActivityRun run) {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                began.add(run.key());
                await().atMost(SOON).until(() -> end.get() || run.stopping().getAsBoolean());
                now.decrementAndGet();
            }
        };
        Engine engine = running(List.of(lane, activity("job", run -> ran.add(began.size()))), List.of())
                .engine();
        for (int i = 0; i < lanes; i++) {
            engine.dispatch("lane", "lane " + i, null, now());
        }
        await().atMost(SOON).until(() -> began.size() >= Places.LANES);
        engine.dispatch("job", "x", null, now());
        await().atMost(SOON).until(() -> began.size() == lanes);
        end.set(true);
        assertThat(ran).isNotEmpty().allMatch(before -> before < lanes);
        assertThat(most).hasValueLessThanOrEqualTo(Places.LANES);
    }

    @Override
    protected Started start(List<Activity> activities, List<Schedule> schedules) {
        EmbeddedEngine engine = new EmbeddedEngine(
                activities::stream, schedules, database, dispatches(), attempts(), Clock.systemUTC());
        engine.start();
        return new Started(engine, engine::stop);
    }
}
