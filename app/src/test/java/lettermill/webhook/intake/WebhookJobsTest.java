package lettermill.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.engine.ActivityRun;
import lettermill.provider.ProviderType;
import lettermill.webhook.Callback;
import lettermill.webhook.Reading;
import lettermill.webhook.intake.CallbackRecorder.Taken;
import lettermill.webhook.ses.TestSns;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens to callbacks later: facts that came before their messages find them, and what was kept long enough goes. */
class WebhookJobsTest {

    private static final ActivityRun RUN = new ActivityRun("all", 1, () -> false);
    private static final String VENDOR_ID = "14c5d75ce93.dfd.64b469";

    private final IntakeDesk desk = new IntakeDesk(new TestSns().hook());
    private final UUID provider =
            desk.provider(desk.workspace, ProviderType.SENDGRID, desk.sendGridCredential(List.of()));
    private final MatchWebhookEvents match = new MatchWebhookEvents(
            desk.unmatched,
            desk.facts,
            new TransactionTemplate(new DataSourceTransactionManager(desk.source)),
            desk.clock);

    private void delivered() {
        String batch = """
                [{"event": "delivered", "sg_event_id": "event-1", "sg_message_id": "%s.filter0001.16648.5515E0B88.0",
                  "email": "p@example.org", "timestamp": %d}]""".formatted(VENDOR_ID, IntakeDesk.NOW.getEpochSecond());
        desk.take(
                ProviderType.SENDGRID,
                provider,
                desk.sendGrid(batch.getBytes(StandardCharsets.UTF_8), desk.clock.instant()));
    }

    private void message(WorkspaceId owner) {
        desk.database
                .sql("""
                        INSERT INTO ledger.message (workspace_id, kind, email, status, phase, provider_message_id,
                            created_at, updated_at)
                        VALUES (:owner, 'TEST', 'p@example.org', 'PENDING', 'WAITING', :vendorId, now(), now())""")
                .param("owner", owner.value())
                .param("vendorId", VENDOR_ID)
                .update();
    }

    private List<String> statuses() {
        return desk.database
                .sql("SELECT status FROM ledger.message ORDER BY id")
                .query(String.class)
                .list();
    }

    private int count(String table) {
        return desk.database
                .sql("SELECT count(*) FROM " + table)
                .query(Integer.class)
                .single();
    }

    private void useToken() {
        Callback callback = new Callback(Map.of(), new byte[0], desk.clock.instant());
        new UsedTokens(desk.database)
                .accept(
                        desk.workspace,
                        List.of(new Taken(
                                desk.workspace, provider, ProviderType.MAILGUN, callback, Reading.NOTHING, "token")),
                        desk.clock.instant());
    }

    @Test
    void aFactThatCameBeforeItsMessageIsMatchedOnceItsVendorIdIsKnown() {
        delivered();
        desk.clock.advance(Duration.ofSeconds(31));
        match.run(RUN);
        assertThat(desk.unmatched(provider)).hasSize(1);
        message(desk.workspace);
        match.run(RUN);
        assertThat(statuses()).as("not due yet").containsExactly("PENDING");
        desk.clock.advance(Duration.ofSeconds(31));
        match.run(RUN);
        assertThat(statuses()).containsExactly("DELIVERED");
        assertThat(desk.unmatched(provider)).isEmpty();
    }

    @Test
    void anotherWorkspacesMessageOfTheSameIdIsNotMatched() {
        delivered();
        message(desk.newWorkspace("stranger"));
        desk.clock.advance(Duration.ofMinutes(1));
        match.run(RUN);
        assertThat(statuses()).containsExactly("PENDING");
        assertThat(desk.unmatched(provider)).hasSize(1);
    }

    @Test
    void afterThreeDaysAFactIsOnlyKept() {
        delivered();
        desk.clock.advance(Duration.ofDays(4));
        match.run(RUN);
        message(desk.workspace);
        desk.clock.advance(Duration.ofDays(4));
        match.run(RUN);
        assertThat(statuses()).containsExactly("PENDING");
        assertThat(desk.unmatched(provider)).hasSize(1);
    }

    @Test
    void whatWasKeptLongEnoughGoesAndItsFactsStay() {
        message(desk.workspace);
        delivered();
        WebhookSettings settings = new WebhookSettings(null, Path.of("."), Duration.ofDays(30));
        PurgeWebhookLog purge = new PurgeWebhookLog(
                new EventLogs(desk.database), desk.unmatched, new UsedTokens(desk.database), settings, desk.clock);
        useToken();
        desk.clock.advance(Duration.ofDays(29));
        desk.take(
                ProviderType.SENDGRID,
                provider,
                desk.sendGrid(
                        "[{\"event\": \"open\", \"sg_event_id\": \"late\"}]".getBytes(StandardCharsets.UTF_8),
                        desk.clock.instant()));
        purge.run(RUN);
        assertThat(count("webhook.provider_event_log")).isEqualTo(2);
        assertThat(count("webhook.used_token")).isZero();
        desk.clock.advance(Duration.ofDays(2));
        purge.run(RUN);
        assertThat(count("webhook.provider_event_log")).isEqualTo(1);
        assertThat(count("webhook.unmatched_event")).isEqualTo(1);
        assertThat(count("ledger.event")).as("the delivery and its sending").isEqualTo(2);
        desk.clock.advance(Duration.ofDays(31));
        purge.run(RUN);
        assertThat(count("webhook.provider_event_log") + count("webhook.unmatched_event"))
                .isZero();
        assertThat(count("ledger.event")).isEqualTo(2);
    }
}
