package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import lettermill.LettermillApplication;
import lettermill.MailHouse;
import lettermill.TestDatabase;
import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;
import lettermill.provider.ProviderService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two whole applications on one database send one campaign: each mail once, and no cap is passed. */
class TwoProcessesTest {

    private static final int PEOPLE = 3_000;
    private static final int A_DAY = 2_000;
    private static final int A_SECOND = 500;

    @TempDir
    Path folder;

    @Test
    void shareTheWorkAndTheCaps() throws Exception {
        String url = "jdbc:" + TestDatabase.freshUrl().substring("jdbc:".length());
        try (MailHouse house = new MailHouse();
                ConfigurableApplicationContext one = start(url, "one");
                ConfigurableApplicationContext two = start(url, "two")) {
            Stage stage = new Stage(one.getBean(JdbcClient.class));
            WorkspaceId workspace = stage.workspace("UTC");
            one.getBean(ProviderService.class)
                    .create(stage.owner(workspace), Stage.provider(house.port(), A_SECOND, A_DAY));
            stage.people(workspace, "example.org", PEOPLE);
            long start = System.nanoTime();
            CampaignId campaign = stage.sending(workspace, Instant.now());
            lanes(workspace, campaign, one, two);
            await().atMost(Duration.ofMinutes(1)).until(() -> inHands(stage) == 0);

            List<String> mailed =
                    house.mails().stream().map(MailHouse.Mail::recipient).toList();
            assertThat(mailed).as("the day's cap, to the last").hasSize(A_DAY).doesNotHaveDuplicates();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("the cap on speed")
                    .isGreaterThan(Duration.ofMillis(1_000L * (A_DAY - A_SECOND) / A_SECOND));
            assertThat(sentBy(house, "one")).isPositive();
            assertThat(sentBy(house, "two")).isPositive();
            assertThat(sentBy(house, "one") + sentBy(house, "two")).isEqualTo(A_DAY);

            stage.database()
                    .sql("UPDATE provider.provider SET max_sends_per_day = NULL")
                    .update();
            stage.database()
                    .sql("UPDATE ledger.message SET next_attempt_at = now() WHERE phase = 'WAITING'")
                    .update();
            lanes(workspace, campaign, one, two);
            Campaigns campaigns = one.getBean(Campaigns.class);
            await().atMost(Duration.ofMinutes(1))
                    .until(() ->
                            campaigns.find(workspace, campaign).orElseThrow().status() == CampaignStatus.SENT);
            assertThat(house.mails().stream().map(MailHouse.Mail::recipient))
                    .hasSize(PEOPLE)
                    .doesNotHaveDuplicates();
        }
    }

    /** Two lanes in each, beside those that their engines open. */
    private static void lanes(WorkspaceId workspace, CampaignId campaign, ConfigurableApplicationContext... processes)
            throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Object>> lanes = Stream.of(processes)
                    .flatMap(process -> Stream.of(process, process))
                    .map(process -> threads.submit(() -> {
                        process.getBean(Lane.class).send(workspace, campaign, () -> false);
                        return null;
                    }))
                    .toList();
            for (Future<Object> lane : lanes) {
                lane.get();
            }
        }
    }

    private static int inHands(Stage stage) {
        return stage.database()
                .sql("SELECT coalesce(sum(cardinality(message_ids)), 0) FROM ledger.claim")
                .query(Integer.class)
                .single();
    }

    /** Each process writes its own address into the links. */
    private static long sentBy(MailHouse house, String process) {
        return house.mails().stream()
                .filter(mail -> mail.header("List-Unsubscribe").contains("//" + process + ".example/"))
                .count();
    }

    private ConfigurableApplicationContext start(String url, String name) {
        return new SpringApplicationBuilder(LettermillApplication.class)
                .run(
                        "--server.port=0",
                        "--lettermill.database.url=" + url,
                        "--lettermill.database.data=" + folder,
                        "--lettermill.base-url=http://" + name + ".example",
                        "--lettermill.smtp.email-from=news@mill.example");
    }
}
