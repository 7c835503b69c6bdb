package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import lettermill.LettermillApplication;
import lettermill.LostAnswers;
import lettermill.MailHouse;
import lettermill.TestDatabase;
import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;
import lettermill.provider.ProviderService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A whole application sends a campaign over a network that loses answers of the database after it has committed. */
class LostAnswerTest {

    private static final int PEOPLE = 1_500;

    @TempDir
    Path folder;

    private LostAnswers network;
    private MailHouse house;
    private ConfigurableApplicationContext application;
    private JdbcClient database;
    private WorkspaceId workspace;
    private CampaignId campaign;

    @BeforeEach
    void furnish() throws IOException {
        String url = TestDatabase.freshUrl();
        int port = Integer.parseInt(url.replaceFirst(".*:([0-9]+)/.*", "$1"));
        network = new LostAnswers(port);
        house = new MailHouse();
        application = new SpringApplicationBuilder(LettermillApplication.class)
                .run(
                        "--server.port=0",
                        "--lettermill.database.url=" + url.replace(":" + port, ":" + network.port())
                                + "&prepareThreshold=0",
                        "--lettermill.database.data=" + folder,
                        "--lettermill.smtp.email-from=news@mill.example");
        database = application.getBean(JdbcClient.class);
        Stage stage = new Stage(database);
        workspace = stage.workspace("UTC");
        application
                .getBean(ProviderService.class)
                .create(stage.owner(workspace), Stage.provider(house.port(), null, null));
        stage.people(workspace, "example.org", PEOPLE);
        campaign = stage.sending(workspace, Instant.now());
    }

    @AfterEach
    void close() throws IOException {
        application.close();
        house.close();
        network.close();
    }

    @Test
    void claimsThatNobodyHeardOfAreSentAllTheSame() {
        network.lose(2, "INSERT INTO ledger.claim (id, workspace_id, campaign_id");
        allAreSentOnce(2);
    }

    @Test
    void wavesThatNobodyHeardOfAreSentAllTheSame() {
        network.lose(3, "UPDATE ledger.claim c");
        allAreSentOnce(3);
    }

    private void allAreSentOnce(int losses) {
        application
                .getBean(SendCampaignEmail.class)
                .open(WorkKey.of(application
                        .getBean(Campaigns.class)
                        .find(workspace, campaign)
                        .orElseThrow()));
        await().atMost(Duration.ofMinutes(2))
                .until(() -> database.sql("SELECT status FROM campaign.campaign")
                        .query(String.class)
                        .single()
                        .equals("SENT"));
        assertThat(network.lost()).isEqualTo(losses);
        List<String> mailed =
                house.mails().stream().map(MailHouse.Mail::recipient).toList();
        assertThat(mailed).hasSize(PEOPLE);
        assertThat(new HashSet<>(mailed)).hasSize(PEOPLE);
        assertThat(database.sql("SELECT DISTINCT status || ' ' || phase FROM ledger.message")
                        .query(String.class)
                        .list())
                .containsExactly("SENT DONE");
    }
}
