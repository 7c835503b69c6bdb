package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import lettermill.MailAgentProcess;
import lettermill.base.CampaignId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A campaign whose MailAgent is a process of its own. */
class RemoteAgentCampaignTest extends PostRoom {

    private static MailAgentProcess process;

    @DynamicPropertySource
    static void elsewhere(DynamicPropertyRegistry registry) {
        process = MailAgentProcess.start();
        registry.add("lettermill.mailagent.url", () -> process.url());
        registry.add("lettermill.mailagent.token", () -> MailAgentProcess.TOKEN);
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void everyPersonGetsTheLetterAndNoSecretStaysHere() throws InterruptedException {
        people("rcpt.example", 300);
        CampaignId campaign = sending();
        runLane(campaign);
        assertThat(messages(campaign)).isEqualTo(Map.of("SENT DONE", 300L));
        assertThat(house.mails()).hasSize(300);
        assertThat(database.sql("SELECT count(*) FROM mailagent.provider")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
