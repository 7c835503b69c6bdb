package lettermill.engine;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.health.DatabaseState;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/**
 * The engine on our own database, by db-scheduler: processes share the work by row locks, and a run whose process
 * stopped beating for eight seconds is taken over by another.
 */
final class EmbeddedEngine implements Engine, SmartLifecycle {

    private static final String LIBRARY = Scheduler.class.getPackageName();
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration DATABASE_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(25);

    private final Supplier<Stream<Activity>> declared;
    private final List<Schedule> schedules;
    private final DataSource database;
    private final Dispatches dispatches;
    private final Attempts attempts;
    private final Clock clock;
    private final Places places = new Places(Places.LANES);
    private volatile @Nullable Scheduler scheduler;
    private volatile Map<String, Activity> activities = Map.of();
    private volatile boolean stopping;

    /** @param declared all activities; asked only on the start, since most of them dispatch through this engine */
    EmbeddedEngine(
            Supplier<Stream<Activity>> declared,
            List<Schedule> schedules,
            DataSource database,
            Dispatches dispatches,
            Attempts attempts,
            Clock clock) {
        this.declared = declared;
        this.schedules = List.copyOf(schedules);
        this.database = database;
        this.dispatches = dispatches;
        this.attempts = attempts;
        this.clock = clock;
    }

    @Override
    public void dispatch(String activity, String key, @Nullable WorkspaceId workspace, Instant at) {
        dispatches.enqueue(activity, key, workspace, at);
    }

    private Activity known(String activity) {
        @Nullable Activity found = activities.get(activity);
        if (found == null) {
            throw new IllegalArgumentException("No activity is called " + activity);
        }
        return found;
    }

    @Override
    public void start() {
        stopping = false;
        activities = declared.get().collect(Collectors.toUnmodifiableMap(Activity::name, Function.identity()));
        schedules.forEach(schedule -> known(schedule.activity()));
        List<Task<?>> dispatched = new ArrayList<>();
        activities.values().forEach(activity -> dispatched.add(task(activity)));
        List<RecurringTask<Void>> recurring = schedules.stream().map(this::task).toList();
        Scheduler starting = Scheduler.create(database, dispatched)
                .startTasks(recurring)
                .tableName("engine.scheduled_tasks")
                .serializer(new TextSerializer())
                .clock(clock::instant)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                // Not a limit, since a virtual thread is made for each piece: how many are fetched at once.
                .threads(32)
                .pollingInterval(Duration.ofMillis(500))
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(LONGEST_DRAIN)
                .alwaysPersistTimestampInUTC()
                .build();
        starting.start();
        scheduler = starting;
    }

    /** Asks the running activities to come to an end, and waits for them. */
    @Override
    public void stop() {
        stopping = true;
        @Nullable Scheduler running = scheduler;
        if (running != null) {
            running.stop();
            scheduler = null;
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    /** While the database does not serve, no work is started, and the library's heartbeats fail without a word each. */
    @EventListener
    void databaseIs(DatabaseState state) {
        @Nullable Scheduler running = scheduler;
        if (running != null) {
            LoggingSystem log = LoggingSystem.get(EmbeddedEngine.class.getClassLoader());
            if (state.well()) {
                running.resume();
                log.setLogLevel(LIBRARY, null);
            } else {
                running.pause();
                log.setLogLevel(LIBRARY, LogLevel.OFF);
            }
        }
    }

    private Task<String> task(Activity activity) {
        return Tasks.custom(activity.name(), String.class)
                .onFailure(this::afterFailure)
                .onDeadExecution((dead, operations) -> operations.reschedule(dead, clock.instant()))
                .execute((instance, context) -> activity.queue() == Queue.SENDING
                        ? takeTurn(activity, instance, context)
                        : after(run(activity, instance, context, () -> stopping)));
    }

    private CompletionHandler<String> takeTurn(
            Activity activity, TaskInstance<String> instance, ExecutionContext context) {
        if (!places.take()) {
            return after(Attempts.Outcome.STOPPED);
        }
        try {
            BooleanSupplier over = places.turn();
            return after(run(activity, instance, context, () -> stopping || over.getAsBoolean()));
        } finally {
            places.leave();
        }
    }

    private CompletionHandler<String> after(Attempts.Outcome outcome) {
        return switch (outcome) {
            case DONE -> (complete, operations) -> operations.remove();
            case STOPPED ->
                (complete, operations) -> again(complete, operations, stopping ? Duration.ZERO : Places.PAUSE);
            case DATABASE_AWAY -> (complete, operations) -> again(complete, operations, DATABASE_PAUSE);
        };
    }

    private RecurringTask<Void> task(Schedule schedule) {
        return Tasks.recurring(schedule.id(), FixedDelay.of(schedule.every()))
                .execute((instance, context) -> attempts.make(
                        known(schedule.activity()), new ActivityRun(schedule.id(), 1, () -> stopping), null));
    }

    private Attempts.Outcome run(
            Activity activity, TaskInstance<String> instance, ExecutionContext context, BooleanSupplier toEnd) {
        @Nullable String workspace = instance.getData();
        return attempts.make(
                activity,
                new ActivityRun(instance.getId(), context.getExecution().consecutiveFailures + 1, toEnd),
                workspace == null ? null : WorkspaceId.of(workspace));
    }

    private void again(ExecutionComplete complete, ExecutionOperations<String> operations, Duration pause) {
        operations.reschedule(complete, clock.instant().plus(pause));
    }

    private void afterFailure(ExecutionComplete complete, ExecutionOperations<String> operations) {
        int attempt = complete.getExecution().consecutiveFailures + 1;
        Throwable cause = complete.getCause().orElseGet(() -> new Problem.Unavailable("no cause"));
        Retry.after(attempt, cause)
                .ifPresentOrElse(
                        delay -> operations.reschedule(complete, clock.instant().plus(delay)), operations::remove);
    }
}
