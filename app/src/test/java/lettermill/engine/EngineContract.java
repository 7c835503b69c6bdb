package lettermill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import lettermill.TestDatabase;
import lettermill.base.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What every engine keeps, whatever it is built on. */
public abstract class EngineContract {

    protected final DataSource database = TestDatabase.fresh();
    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    private final Queue<AutoCloseable> started = new ConcurrentLinkedQueue<>();

    /** Starts an engine with these activities, on {@link #database}; closing it is an orderly stop. */
    protected abstract Started start(List<Activity> activities, List<Schedule> schedules);

    /** A running engine. */
    public record Started(Engine engine, AutoCloseable stop) {}

    /** The queue on {@link #database}. */
    protected Dispatches dispatches() {
        return new Dispatches(JdbcClient.create(database), Clock.systemUTC());
    }

    protected Attempts attempts() {
        return new Attempts(new Runs(JdbcClient.create(database), Clock.systemUTC()));
    }

    protected Started running(List<Activity> activities, List<Schedule> schedules) {
        Started engine = start(activities, schedules);
        started.add(engine.stop());
        return engine;
    }

    @AfterEach
    protected void stopAll() throws Exception {
        for (AutoCloseable engine : started) {
            engine.close();
        }
    }

    @Test
    void aCommittedDispatchRunsOnceAndARolledBackOneNever() {
        Queue<String> ran = new ConcurrentLinkedQueue<>();
        Engine engine = running(List.of(activity("note", run -> ran.add(run.key()))), List.of())
                .engine();
        transaction.executeWithoutResult(status -> {
            engine.dispatch("note", "rolled back", null, now());
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(status -> {
            engine.dispatch("note", "kept", null, now());
            engine.dispatch("note", "kept", null, now());
        });
        await().until(() -> ran.contains("kept"));
        engine.dispatch("note", "after", null, now());
        await().until(() -> ran.contains("after"));
        assertThat(ran).containsExactly("kept", "after");
    }

    @Test
    void severalProcessesShareTheWork() {
        Queue<String> ran = new ConcurrentLinkedQueue<>();
        List<Activity> activities = List.of(activity("note", run -> ran.add(run.key())));
        Engine engine = running(activities, List.of()).engine();
        running(activities, List.of());
        for (int i = 0; i < 50; i++) {
            engine.dispatch("note", "work " + i, null, now());
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> ran.size() >= 50);
        assertThat(ran).doesNotHaveDuplicates().hasSize(50);
    }

    @Test
    void aFailureIsTriedAgainAndAProblemIsNot() {
        AtomicInteger failures = new AtomicInteger();
        AtomicInteger problems = new AtomicInteger();
        Engine engine = running(
                        List.of(
                                activity("fail", run -> {
                                    if (failures.incrementAndGet() < 3) {
                                        throw new IllegalStateException("not now");
                                    }
                                }),
                                activity("refuse", run -> {
                                    problems.incrementAndGet();
                                    throw new Problem.NotFound("thing", run.key());
                                })),
                        List.of())
                .engine();
        engine.dispatch("refuse", "x", null, now());
        engine.dispatch("fail", "x", null, now());
        await().atMost(Duration.ofSeconds(20)).until(() -> failures.get() == 3);
        assertThat(problems).hasValue(1);
    }

    @Test
    void aDatabaseThatDoesNotServeCostsNoAttempt() {
        Queue<Integer> attempts = new ConcurrentLinkedQueue<>();
        Engine engine = running(
                        List.of(activity("write", run -> {
                            attempts.add(run.attempt());
                            if (attempts.size() < 3) {
                                throw new DataAccessResourceFailureException(
                                        "full", new SQLException("disk full", "53100"));
                            }
                        })),
                        List.of())
                .engine();
        engine.dispatch("write", "x", null, now());
        await().atMost(Duration.ofSeconds(30)).until(() -> attempts.size() == 3);
        assertThat(attempts).containsExactly(1, 1, 1);
    }

    @Test
    void aScheduleRunsAgainAndAgain() {
        AtomicInteger runs = new AtomicInteger();
        running(
                List.of(activity("tick", run -> runs.incrementAndGet())),
                List.of(new Schedule("tick-often", "tick", Duration.ofMillis(200))));
        await().atMost(Duration.ofSeconds(20)).until(() -> runs.get() >= 3);
    }

    @Test
    void anOrderlyStopWaitsAndTheWorkGoesOnElsewhere() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        List<Activity> activities = List.of(activity("long", run -> {
            running.countDown();
            if (run.attempt() == 1 && finished.get() == 0) {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> run.stopping().getAsBoolean());
            }
            finished.incrementAndGet();
        }));
        Started first = running(activities, List.of());
        first.engine().dispatch("long", "x", null, now());
        running.await();
        first.stop().close();
        assertThat(finished).hasValue(1);
        running(activities, List.of());
        await().atMost(Duration.ofSeconds(20)).until(() -> finished.get() == 2);
    }

    protected static Instant now() {
        return Clock.systemUTC().instant();
    }

    /** What an activity of these tests does. */
    protected interface Work {
        void run(ActivityRun run) throws InterruptedException;
    }

    protected static Activity activity(String name, Work work) {
        return new Activity() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void run(ActivityRun run) throws InterruptedException {
                work.run(run);
            }
        };
    }
}
