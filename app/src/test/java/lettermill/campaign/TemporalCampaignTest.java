package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.MailHouse;
import lettermill.engine.temporal.NeedsTemporal;
import lettermill.engine.temporal.TestTemporal;
import lettermill.lab.product.TemporalServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole product on a real Temporal server: mail that arrives, steered from the cluster and from the product. */
@NeedsTemporal
@DirtiesContext
class TemporalCampaignTest extends Sendery {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int PEOPLE = 1_500;
    private static final int EARLY = 200;

    @TempDir
    private static Path folder;

    private static TemporalServer server;
    private static WorkflowClient operator;

    @BeforeAll
    static void startServer() throws IOException, InterruptedException {
        server = TestTemporal.start(folder);
        operator =
                WorkflowClient.newInstance(WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                        .setTarget(server.address())
                        .build()));
    }

    @AfterAll
    static void closeOperator() {
        operator.getWorkflowServiceStubs().shutdownNow();
    }

    @DynamicPropertySource
    static void engine(DynamicPropertyRegistry registry) {
        registry.add("lettermill.engine.kind", () -> "temporal");
        registry.add("lettermill.engine.temporal.address", () -> server.address());
    }

    /** The server ends after the application. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Ending {
        @Bean(destroyMethod = "close")
        TemporalServer temporalServer() {
            return server;
        }
    }

    @Test
    void aCampaignIsSentByItsWorkflowAndItsRunsAreListed() {
        String campaign = slow(600);
        act(campaign, "send").expectStatus().isOk();
        awaitStatus(campaign, "SENT");
        assertEachMailedOnce(600);
        assertThat(see(campaign).get("sent_count")).isEqualTo(600);
        await().atMost(SOON).until(() -> has(campaign, WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED));
        List<Map<String, Object>> runs = items("/runs?limit=200");
        assertThat(runs).extracting(run -> run.get("activity")).contains("send_campaign", "send_campaign_email");
        assertThat(runs).allSatisfy(run -> {
            assertThat(run).containsEntry("attempt", 1).containsEntry("error", null);
            assertThat(String.valueOf(run.get("key"))).contains(campaign);
        });
    }

    @Test
    void itsSignalsPauseAndGoOn() {
        String campaign = slow(PEOPLE);
        house.whenMailed(EARLY, () -> workflow(campaign).signal("pause"));
        act(campaign, "send").expectStatus().isOk();
        awaitStatus(campaign, "PAUSED");
        await().atMost(SOON).until(() -> running(campaign).isEmpty());
        assertThat(house.mails()).hasSizeBetween(EARLY, PEOPLE - 1);
        assertThat(see(campaign).get("status_note")).isEqualTo("paused by an operator of the engine");
        workflow(campaign).signal("resume");
        awaitStatus(campaign, "SENT");
        assertEachMailedOnce(PEOPLE);
    }

    @Test
    void itsSignalCancelsForGood() {
        String campaign = slow(PEOPLE);
        house.whenMailed(EARLY, () -> workflow(campaign).signal("cancel"));
        act(campaign, "send").expectStatus().isOk();
        awaitStatus(campaign, "CANCELLED");
        await().atMost(SOON).until(() -> has(campaign, WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED));
        int mailed = house.mails().size();
        assertThat(mailed).isLessThan(PEOPLE);
        assertEachMailedOnce(mailed);
        assertThat(recipients(campaign, "&reason=CAMPAIGN_CANCELLED")).isNotEmpty();
    }

    @Test
    void theProductsOwnButtonsWorkAsEver() {
        String campaign = slow(PEOPLE);
        act(campaign, "send").expectStatus().isOk();
        await().atMost(SOON).until(() -> house.mails().size() > EARLY);
        act(campaign, "pause").expectStatus().isOk();
        await().atMost(SOON).until(() -> has(campaign, WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED));
        assertThat(house.mails()).hasSizeLessThan(PEOPLE);
        act(campaign, "resume").expectStatus().isOk();
        awaitStatus(campaign, "SENT");
        assertEachMailedOnce(PEOPLE);
    }

    @Test
    void aCampaignWhoseTimeHasComeIsStartedByTheClustersSchedule() {
        String campaign = slow(2);
        ask("/email-marketing/campaigns/" + campaign + "/schedule", "{\"scheduled_at\": \"2099-01-01T00:00:00Z\"}")
                .expectStatus()
                .isOk();
        database.sql("UPDATE campaign.campaign SET scheduled_at = now() WHERE id = :id::uuid")
                .param("id", campaign)
                .update();
        awaitStatus(campaign, "SENT");
        assertEachMailedOnce(2);
    }

    /** A campaign to so many people, a few hundred of them a second. */
    private String slow(int people) {
        provider(", \"max_sends_per_second\": 300");
        sender("");
        people(people);
        return campaign(template(LETTER), "");
    }

    private void assertEachMailedOnce(int people) {
        assertThat(house.mails())
                .extracting(MailHouse.Mail::recipient)
                .hasSize(people)
                .doesNotHaveDuplicates();
    }

    private boolean has(String campaign, WorkflowExecutionStatus wanted) {
        return workflow(campaign).describe().getStatus() == wanted;
    }

    private List<?> running(String campaign) {
        return (List<?>) workflow(campaign).query("progress", Map.class).get("running");
    }

    private WorkflowStub workflow(String campaign) {
        UUID workspace = database.sql("SELECT id FROM workspace.workspace WHERE slug = :slug")
                .param("slug", owner.workspace())
                .query(UUID.class)
                .single();
        return operator.newUntypedWorkflowStub("campaign/" + workspace + "/" + campaign);
    }
}
