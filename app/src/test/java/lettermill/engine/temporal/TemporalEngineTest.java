package lettermill.engine.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import lettermill.base.WorkspaceId;
import lettermill.engine.Activity;
import lettermill.engine.EngineContract;
import lettermill.engine.Schedule;
import lettermill.lab.product.TemporalServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@NeedsTemporal
class TemporalEngineTest extends EngineContract {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private TemporalServer server;

    @BeforeEach
    void startServer() throws IOException, InterruptedException {
        server = TestTemporal.start(folder);
    }

    @AfterEach
    void stopServer() throws Exception {
        stopAll();
        WorkflowClient client = WorkflowClient.newInstance(stubs());
        for (String work : List.of("fail", "refuse", "write", "long")) {
            Recording.keep(client, work + "/x", "", "RunActivity-" + work);
        }
        server.close();
    }

    @Override
    protected Started start(List<Activity> activities, List<Schedule> schedules) {
        TemporalEngine engine = new TemporalEngine(
                activities::stream,
                schedules,
                TestTemporal.settings(server.address()),
                dispatches(),
                new TransactionTemplate(new DataSourceTransactionManager(database)),
                attempts());
        engine.start();
        return new Started(engine, engine::stop);
    }

    @Test
    void whatIsAskedForWhileTheServerIsAwayRunsWhenItIsBack() throws Exception {
        Queue<String> ran = new ConcurrentLinkedQueue<>();
        TemporalEngine engine =
                (TemporalEngine) running(List.of(activity("note", run -> ran.add(run.key()))), List.of())
                        .engine();
        await().atMost(SOON).until(() -> engine.trouble().isEmpty());
        server.close();
        engine.dispatch("note", "meanwhile", null, now());
        await().atMost(SOON).until(() -> !engine.trouble().isEmpty());
        assertThat(ran).isEmpty();
        server.restart();
        await().atMost(SOON).until(() -> ran.contains("meanwhile"));
        assertThat(ran).containsExactly("meanwhile");
    }

    @Test
    void schedulesAreMadeAndChangedAtTheStart() throws Exception {
        List<Activity> activities = List.of(activity("look", run -> {}));
        Started first = running(activities, List.of(new Schedule("look-daily", "look", Duration.ofDays(1))));
        await().atMost(SOON)
                .until(() -> ((TemporalEngine) first.engine()).trouble().isEmpty());
        first.stop().close();
        Started second = running(activities, List.of(new Schedule("look-daily", "look", Duration.ofHours(1))));
        await().atMost(SOON)
                .until(() -> ((TemporalEngine) second.engine()).trouble().isEmpty());
        ScheduleDescription described =
                ScheduleClient.newInstance(stubs()).getHandle("look-daily").describe();
        assertThat(described.getSchedule().getSpec().getIntervals())
                .containsExactly(new ScheduleIntervalSpec(Duration.ofHours(1), Duration.ZERO));
        assertThat(described.getSchedule().getPolicy().getOverlap())
                .isEqualTo(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP);
        assertThat(described.getSchedule().getPolicy().getCatchupWindow()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void anOperatorFindsTheRunsOfAWorkspace() {
        Started started = running(List.of(activity("note", run -> {})), List.of());
        WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
        started.engine().dispatch("note", "ours", workspace, now());
        started.engine().dispatch("note", "theirs", new WorkspaceId(UUID.randomUUID()), now());
        WorkflowClient client = WorkflowClient.newInstance(stubs());
        String ours = "LettermillKind = 'note' AND LettermillWorkspace = '" + workspace + "'";
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> client.listExecutions(ours).count() == 1);
        assertThat(client.listExecutions(ours))
                .allMatch(found -> found.getExecution().getWorkflowId().equals("note/ours"));
    }

    private WorkflowServiceStubs stubs() {
        return new Connections(TestTemporal.settings(server.address())).brief();
    }
}
