package lettermill.engine.temporal;

import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.util.List;

/**
 * Makes the cluster's schedules what the declared ones say, at each start. A run that is still going makes the next one fall
 * out; one that was missed while the cluster was down is made up for until its successor is due.
 */
final class Schedules {

    /** The cluster counts in seconds. */
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
    /** The cluster takes no shorter one. */
    private static final Duration SHORTEST_CATCH_UP = Duration.ofSeconds(10);

    private final ScheduleClient client;
    private final Attributes attributes;
    private final String workflowQueue;

    Schedules(ScheduleClient client, Attributes attributes, String workflowQueue) {
        this.client = client;
        this.attributes = attributes;
        this.workflowQueue = workflowQueue;
    }

    void declare(List<Planned> declared) {
        declared.forEach(this::declare);
    }

    private void declare(Planned planned) {
        Schedule wanted = schedule(planned);
        try {
            client.createSchedule(
                    planned.schedule().id(),
                    wanted,
                    ScheduleOptions.newBuilder().build());
        } catch (ScheduleAlreadyRunningException there) {
            // An operator's pause is kept.
            client.getHandle(planned.schedule().id())
                    .update(input -> new ScheduleUpdate(Schedule.newBuilder(wanted)
                            .setState(input.getDescription().getSchedule().getState())
                            .build()));
        }
    }

    private Schedule schedule(Planned planned) {
        Duration every = longer(planned.schedule().every(), SHORTEST_INTERVAL);
        return Schedule.newBuilder()
                .setAction(ScheduleActionStartWorkflow.newBuilder()
                        .setWorkflowType(RunActivityWorkflow.class)
                        .setArguments(planned.work())
                        .setOptions(WorkflowOptions.newBuilder()
                                .setWorkflowId(planned.schedule().id())
                                .setTaskQueue(workflowQueue)
                                .setTypedSearchAttributes(attributes.of(planned.work()))
                                .build())
                        .build())
                .setSpec(ScheduleSpec.newBuilder()
                        .setIntervals(List.of(new ScheduleIntervalSpec(every)))
                        .build())
                .setPolicy(SchedulePolicy.newBuilder()
                        .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                        .setCatchupWindow(longer(every, SHORTEST_CATCH_UP))
                        .build())
                .build();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** A declared schedule with the work that it starts. */
    record Planned(lettermill.engine.Schedule schedule, Work work) {}
}
