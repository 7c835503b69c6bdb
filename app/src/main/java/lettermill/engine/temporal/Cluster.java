package lettermill.engine.temporal;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lettermill.engine.Queue;

/** The cluster as one who hands work over sees it. Each call fails within seconds when the cluster does not answer. */
final class Cluster implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;
    private final TemporalSettings settings;
    private final Attributes attributes = new Attributes();

    Cluster(TemporalSettings settings) {
        this.settings = settings;
        this.stubs = new Connections(settings).brief();
        this.client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(settings.namespace())
                        .build());
    }

    /** @throws io.grpc.StatusRuntimeException when it does not answer, or does not know our namespace or us */
    void check() {
        stubs.blockingStub()
                .withDeadlineAfter(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                .describeNamespace(DescribeNamespaceRequest.newBuilder()
                        .setNamespace(settings.namespace())
                        .build());
    }

    /** Makes search attributes and schedules what we declare. */
    void declare(List<Schedules.Planned> schedules) {
        attributes.register(stubs, settings.namespace());
        ScheduleClient scheduler = ScheduleClient.newInstance(
                stubs,
                ScheduleClientOptions.newBuilder()
                        .setNamespace(settings.namespace())
                        .build());
        new Schedules(scheduler, attributes, settings.queueName(Queue.JOBS)).declare(schedules);
    }

    /** The id of the workflow that a piece of work is of: its campaign's, or one of its own. */
    static String workflow(Work work) {
        return work.campaign() == null ? work.id() : "campaign/" + work.workspace() + "/" + work.campaign();
    }

    /** Hands over pieces of work that are of one workflow. Doing so again does nothing while they run. */
    void begin(List<Work> pieces) {
        Work first = pieces.getFirst();
        if (first.campaign() == null) {
            client.newUntypedWorkflowStub(RunActivityWorkflow.class.getSimpleName(), options(first))
                    .start(first);
            return;
        }
        client.newUntypedWorkflowStub(SendCampaignWorkflow.class.getSimpleName(), options(first))
                .signalWithStart("requestAll", new Object[] {pieces}, new Object[] {
                    new SendCampaignWorkflow.Start(first, List.of(), false)
                });
    }

    private WorkflowOptions options(Work work) {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(workflow(work))
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .setTaskQueue(settings.queueName(Queue.JOBS))
                .setTypedSearchAttributes(attributes.of(work))
                .build();
    }

    @Override
    public void close() {
        stubs.shutdownNow();
    }
}
