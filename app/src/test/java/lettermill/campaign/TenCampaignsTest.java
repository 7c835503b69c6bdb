package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lettermill.LettermillApplication;
import lettermill.TestDatabase;
import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;
import lettermill.engine.temporal.TestTemporal;
import lettermill.lab.product.TemporalServer;
import lettermill.lab.smtp.Envelope;
import lettermill.lab.smtp.MailVerdict;
import lettermill.lab.smtp.ReceivedContent;
import lettermill.lab.smtp.SmtpReceiver;
import lettermill.lab.smtp.SmtpReply;
import lettermill.lab.smtp.SmtpServer;
import lettermill.provider.ProviderService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ten campaigns in ten workspaces, and an eleventh whose time comes: a mail server that answers nobody before it has heard of all
 * shows that none waits for another's end.
 */
class TenCampaignsTest {

    private static final int CAMPAIGNS = 10;
    private static final int PEOPLE = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void goOnSideBySide() throws IOException {
        allGoOn("--lettermill.engine.kind=embedded");
    }

    @Test
    void goOnSideBySideUnderTemporal() throws Exception {
        try (TemporalServer server = TestTemporal.start(folder)) {
            allGoOn("--lettermill.engine.kind=temporal", "--lettermill.engine.temporal.address=" + server.address());
        }
    }

    private void allGoOn(String... engine) throws IOException {
        Barrier barrier = new Barrier(CAMPAIGNS + 1);
        try (SmtpServer mail = new SmtpServer(0, barrier);
                ConfigurableApplicationContext application = start(engine)) {
            Stage stage = new Stage(application.getBean(JdbcClient.class));
            for (int number = 0; number < CAMPAIGNS; number++) {
                stage.sending(house(application, stage, mail, number), Instant.now());
            }
            await().atMost(PATIENCE).until(() -> barrier.heardOf() == CAMPAIGNS);
            WorkspaceId last = house(application, stage, mail, CAMPAIGNS);
            new TransactionTemplate(application.getBean(PlatformTransactionManager.class))
                    .executeWithoutResult(status -> makeDue(stage, stage.sending(last, Instant.now())));
            await().atMost(PATIENCE).until(() -> sent(stage) == CAMPAIGNS + 1);
            assertThat(barrier.mailed).hasSize((CAMPAIGNS + 1) * PEOPLE);
        }
    }

    private static WorkspaceId house(
            ConfigurableApplicationContext application, Stage stage, SmtpServer mail, int number) {
        WorkspaceId workspace = stage.workspace("UTC");
        application
                .getBean(ProviderService.class)
                .create(stage.owner(workspace), Stage.provider(mail.address().getPort(), null, null));
        stage.people(workspace, "house" + number + ".example", PEOPLE);
        return workspace;
    }

    private static void makeDue(Stage stage, CampaignId campaign) {
        stage.database().sql("""
                        DELETE FROM ledger.message WHERE campaign_id = :campaign;
                        UPDATE campaign.campaign SET status = 'SCHEDULED', scheduled_at = now(), materialised_at = NULL,
                            max_lateness_seconds = 600
                        WHERE id = :campaign""").param("campaign", campaign.value()).update();
    }

    private static int sent(Stage stage) {
        return stage.database()
                .sql("SELECT count(*) FROM campaign.campaign WHERE status = 'SENT'")
                .query(Integer.class)
                .single();
    }

    private ConfigurableApplicationContext start(String... engine) {
        return new SpringApplicationBuilder(LettermillApplication.class)
                .run(Stream.concat(
                                Stream.of(engine),
                                Stream.of(
                                        "--server.port=0",
                                        "--lettermill.database.url=jdbc:"
                                                + TestDatabase.freshUrl().substring("jdbc:".length()),
                                        "--lettermill.database.data=" + folder.resolve("app"),
                                        "--lettermill.smtp.email-from=news@mill.example"))
                        .toArray(String[]::new));
    }

    /** Answers no mail before mail for so many domains has come. */
    private static final class Barrier implements SmtpReceiver {
        private final Set<String> domains = ConcurrentHashMap.newKeySet();
        private final Set<String> mailed = ConcurrentHashMap.newKeySet();
        private final CountDownLatch missing;

        Barrier(int domains) {
            missing = new CountDownLatch(domains);
        }

        int heardOf() {
            return domains.size();
        }

        @Override
        public SmtpReply recipient(String sender, String recipient) {
            return SmtpReply.OK;
        }

        @Override
        public MailVerdict mail(Envelope envelope, ReceivedContent content) {
            String recipient = envelope.recipients().getFirst();
            if (domains.add(recipient.substring(recipient.indexOf('@')))) {
                missing.countDown();
            }
            try {
                if (missing.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    mailed.add(recipient);
                }
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
            return MailVerdict.ACCEPTED;
        }
    }
}
