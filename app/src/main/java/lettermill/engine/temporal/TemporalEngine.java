package lettermill.engine.temporal;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import io.temporal.client.schedules.ScheduleException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lettermill.base.WorkspaceId;
import lettermill.engine.Activity;
import lettermill.engine.Attempts;
import lettermill.engine.Dispatches;
import lettermill.engine.Engine;
import lettermill.engine.Schedule;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The engine on a Temporal cluster. What is asked for waits in our own database, in the asking transaction, until the cluster has
 * it: while the cluster is away nothing is refused and nothing is lost.
 */
final class TemporalEngine implements Engine, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TemporalEngine.class);
    private static final Duration GLANCE = Duration.ofMillis(500);
    private static final Duration CHECK = Duration.ofSeconds(3);

    private final Supplier<Stream<Activity>> declared;
    private final List<Schedule> schedules;
    private final TemporalSettings settings;
    private final Dispatches dispatches;
    private final TransactionOperations transactions;
    private final Attempts attempts;
    private final Semaphore asked = new Semaphore(0);
    private volatile String trouble = "not yet reached";
    private volatile @Nullable Thread attendant;
    private volatile boolean stopping;

    /** @param declared all activities; asked only on the start, since most of them dispatch through this engine */
    TemporalEngine(
            Supplier<Stream<Activity>> declared,
            List<Schedule> schedules,
            TemporalSettings settings,
            Dispatches dispatches,
            TransactionOperations transactions,
            Attempts attempts) {
        this.declared = declared;
        this.schedules = List.copyOf(schedules);
        this.settings = settings;
        this.dispatches = dispatches;
        this.transactions = transactions;
        this.attempts = attempts;
    }

    @Override
    public void dispatch(String activity, String key, @Nullable WorkspaceId workspace, Instant at) {
        dispatches.enqueue(activity, key, workspace, at);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    asked.release();
                }
            });
        } else {
            asked.release();
        }
    }

    /** Why the cluster is not in reach; empty when it is. */
    String trouble() {
        return trouble;
    }

    @Override
    public void start() {
        stopping = false;
        Map<String, Activity> activities =
                declared.get().collect(Collectors.toUnmodifiableMap(Activity::name, Function.identity()));
        List<Schedules.Planned> planned = schedules.stream()
                .map(schedule -> new Schedules.Planned(schedule, work(activities, schedule)))
                .toList();
        attendant = Thread.ofPlatform().name("temporal").start(() -> attend(activities, planned));
    }

    private Work work(Map<String, Activity> activities, Schedule schedule) {
        @Nullable Activity activity = activities.get(schedule.activity());
        if (activity == null) {
            throw new IllegalArgumentException("No activity is called " + schedule.activity());
        }
        return new Work(activity.name(), schedule.id(), null, null, settings.queueName(activity.queue()));
    }

    /** Everything that talks to the cluster, in one thread: whatever fails is tried again, and the product goes on meanwhile. */
    private void attend(Map<String, Activity> activities, List<Schedules.Planned> planned) {
        try (Cluster cluster = new Cluster(settings);
                Workers workers = new Workers(settings, activities, attempts)) {
            Handover handover = new Handover(cluster, dispatches, transactions, activities, settings);
            boolean begun = false;
            long checked = System.nanoTime() - CHECK.toNanos();
            while (!stopping) {
                try {
                    if (!trouble.isEmpty() || System.nanoTime() - checked >= CHECK.toNanos()) {
                        cluster.check();
                        checked = System.nanoTime();
                    }
                    if (!begun) {
                        cluster.declare(planned);
                        workers.start();
                        begun = true;
                    }
                    reached("");
                    handover.all();
                } catch (StatusRuntimeException | WorkflowException | ScheduleException away) {
                    reached(reason(away));
                } catch (DataAccessException | TransactionException database) {
                    LOG.debug("The queue can't be read", database);
                }
                await();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void await() throws InterruptedException {
        if (asked.tryAcquire(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
            asked.drainPermits();
        }
    }

    private void reached(String now) {
        if (trouble.isEmpty() != now.isEmpty()) {
            if (now.isEmpty()) {
                LOG.info("Temporal at {} is in reach", settings.address());
            } else {
                LOG.warn("Temporal at {} is away ({}); work waits in the database", settings.address(), now);
            }
        }
        trouble = now;
    }

    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status) {
                return String.valueOf(status.getMessage());
            }
        }
        return String.valueOf(failure.getMessage());
    }

    /** Asks the running activities to come to an end, and waits for them. */
    @Override
    public void stop() {
        stopping = true;
        asked.release();
        @Nullable Thread ending = attendant;
        if (ending != null) {
            try {
                ending.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            attendant = null;
        }
    }

    @Override
    public boolean isRunning() {
        return attendant != null;
    }
}
