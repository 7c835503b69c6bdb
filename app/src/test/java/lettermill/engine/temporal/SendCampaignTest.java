package lettermill.engine.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import lettermill.TestDatabase;
import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import lettermill.engine.TestEngine;
import lettermill.lab.product.TemporalServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The campaign's workflow on a real server, with lanes that send for as long as their campaign is sending. */
@NeedsTemporal
class SendCampaignTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String QUEUE = "lettermill-jobs";
    private static final List<String> LANES = List.of("0", "1");

    @TempDir
    private Path folder;

    private final DataSource database = TestDatabase.fresh();
    private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
    private final CampaignId campaign = new CampaignId(UUID.randomUUID());
    private final String key = workspace + "/" + campaign;
    private final AtomicReference<String> status = new AtomicReference<>("sending");
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private TemporalServer server;
    private TemporalEngine engine;
    private WorkflowClient client;
    private WorkflowStub workflow;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        server = TestTemporal.start(folder);
        TemporalSettings settings = TestTemporal.settings(server.address());
        List<Activity> activities = List.of(
                piece("send_campaign", this::openLanes),
                piece("send_campaign_email", this::send),
                piece("pause_campaign", run -> status.set("paused")),
                piece("resume_campaign", run -> {
                    status.set("sending");
                    openLanes(run);
                }),
                piece("cancel_campaign", run -> status.set("cancelled")));
        engine = new TemporalEngine(
                activities::stream,
                List.of(),
                settings,
                TestEngine.dispatches(database),
                new TransactionTemplate(new DataSourceTransactionManager(database)),
                TestEngine.attempts(database));
        engine.start();
        engine.dispatch("send_campaign", key, workspace, Clock.systemUTC().instant());
        await().atMost(SOON).until(() -> open.size() == LANES.size());
        client = WorkflowClient.newInstance(new Connections(settings).brief());
        workflow = client.newUntypedWorkflowStub("campaign/" + key);
    }

    @AfterEach
    void stop(TestInfo test) throws IOException {
        Recording.keep(
                client,
                "campaign/" + key,
                "",
                "SendCampaign-" + test.getTestMethod().orElseThrow().getName());
        status.set("cancelled");
        engine.stop();
        server.close();
    }

    @Test
    void isOpenWhileItsLanesAreAndSaysWhatRuns() {
        SendCampaignWorkflow.Progress progress = workflow.query("progress", SendCampaignWorkflow.Progress.class);
        assertThat(progress.running())
                .containsExactlyInAnyOrder("send_campaign_email/" + key + "/0", "send_campaign_email/" + key + "/1");
        status.set("sent");
        await().atMost(SOON).until(() -> has(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED));
        assertThat(workflow.query("progress", SendCampaignWorkflow.Progress.class)
                        .finished())
                .isEqualTo(3);
    }

    @Test
    void signalsPauseAndResumeAndCancel() {
        workflow.signal("pause");
        await().atMost(SOON).until(() -> status.get().equals("paused") && open.isEmpty());
        await().atMost(SOON)
                .until(() -> workflow.query("progress", SendCampaignWorkflow.Progress.class)
                        .running()
                        .isEmpty());
        assertThat(has(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING))
                .isTrue();
        workflow.signal("resume");
        await().atMost(SOON).until(() -> open.size() == LANES.size());
        workflow.signal("cancel");
        await().atMost(SOON).until(() -> has(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED));
        assertThat(status).hasValue("cancelled");
    }

    @Test
    void cancellingTheWorkflowEndsItsLanesAndCancelsTheCampaign() {
        workflow.cancel();
        await().atMost(SOON).until(() -> has(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED));
        assertThat(open).isEmpty();
        assertThat(status).hasValue("cancelled");
    }

    @Test
    void aLongHistoryGoesOnInANewRun() throws IOException {
        String first = workflow.describe().getExecution().getRunId();
        Work lane = new Work("send_campaign_email", key + "/0", workspace.toString(), campaign.toString(), QUEUE);
        await().atMost(SOON).pollInterval(Duration.ofMillis(1)).until(() -> {
            workflow.signal("request", lane);
            return !latestRun().equals(first);
        });
        await().atMost(SOON)
                .until(() -> workflow.query("progress", SendCampaignWorkflow.Progress.class)
                                .running()
                                .size()
                        == LANES.size());
        // What comes in while the run ends is in its history, too, and the signals here come as fast as they can.
        assertThat(client.fetchHistory("campaign/" + key, first).getEvents()).hasSizeLessThan(10_000);
        Recording.keep(client, "campaign/" + key, first, "SendCampaign-aHistoryThatGrewLong");
        status.set("sent");
        await().atMost(SOON).until(() -> latest() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED);
    }

    private String latestRun() {
        return client.newUntypedWorkflowStub("campaign/" + key)
                .describe()
                .getExecution()
                .getRunId();
    }

    private WorkflowExecutionStatus latest() {
        return client.newUntypedWorkflowStub("campaign/" + key).describe().getStatus();
    }

    private boolean has(WorkflowExecutionStatus wanted) {
        return workflow.describe().getStatus() == wanted;
    }

    private void openLanes(ActivityRun run) {
        LANES.forEach(lane -> engine.dispatch(
                "send_campaign_email",
                key + "/" + lane,
                workspace,
                Clock.systemUTC().instant()));
    }

    private void send(ActivityRun run) {
        open.add(run.key());
        await().atMost(SOON)
                .until(() -> !status.get().equals("sending") || run.stopping().getAsBoolean());
        open.remove(run.key());
    }

    /** What a piece of these tests does. */
    private interface Doing {
        void run(ActivityRun run);
    }

    private Activity piece(String name, Doing doing) {
        return new Activity() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void run(ActivityRun run) {
                doing.run(run);
            }

            @Override
            public Optional<CampaignId> campaign(String key) {
                return Optional.of(campaign);
            }
        };
    }
}
