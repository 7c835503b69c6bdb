package lettermill.engine.temporal;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lettermill.engine.Activity;
import lettermill.engine.Attempts;
import lettermill.engine.Queue;

/** The workers of this process: those of workflows and of the queues that it serves. */
final class Workers implements AutoCloseable {

    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(25);
    private static final Duration LONGEST_JOB = Duration.ofMinutes(25);
    /** Lanes take turns, so that no campaign waits for another's end where there are more lanes than places. */
    private static final Duration TURN = Duration.ofMinutes(1);
    /** A workflow's step takes milliseconds, but a busy machine may let it wait. */
    private static final long DEADLOCK_MILLIS = 10_000;

    private final WorkflowServiceStubs stubs;
    private final WorkerFactory factory;
    private final ScheduledExecutorService heart = Executors.newScheduledThreadPool(
            1, Thread.ofPlatform().name("heart").daemon().factory());
    private volatile boolean stopping;

    Workers(TemporalSettings settings, Map<String, Activity> activities, Attempts attempts) {
        stubs = new Connections(settings).patient();
        WorkflowClient client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(settings.namespace())
                        .build());
        factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .validateAndBuildWithDefaults());
        for (Queue queue : settings.queues()) {
            int places = queue == Queue.SENDING ? settings.lanes() : settings.jobs();
            Worker worker = factory.newWorker(settings.queueName(queue), options(places));
            worker.registerActivitiesImplementations(new ActivityWorker(
                    activities, attempts, queue == Queue.SENDING ? TURN : LONGEST_JOB, () -> stopping, heart));
            if (queue == Queue.JOBS) {
                worker.registerWorkflowImplementationTypes(RunActivity.class, SendCampaign.class);
            }
        }
    }

    private static WorkerOptions options(int places) {
        return WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(places)
                .setUsingVirtualThreads(true)
                .setAllowActivityHeartbeatDuringShutdown(true)
                .setDefaultDeadlockDetectionTimeout(DEADLOCK_MILLIS)
                .build();
    }

    /** @throws RuntimeException when the cluster does not answer; may be called again */
    void start() {
        factory.start();
    }

    /** Asks the running activities to come to an end, and waits for them. */
    @Override
    public void close() {
        stopping = true;
        factory.shutdown();
        factory.awaitTermination(LONGEST_DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        factory.shutdownNow();
        heart.shutdownNow();
        stubs.shutdownNow();
    }
}
