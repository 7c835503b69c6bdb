package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import lettermill.TestDatabase;
import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A campaign says why it rests, whichever of its lanes has the last word. */
class CampaignNoteTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant TOMORROW = Instant.parse("2026-03-03T00:00:00Z");
    private static final String CAP = "today's cap is used up";

    private final JdbcClient database = JdbcClient.create(TestDatabase.fresh());
    private final Campaigns campaigns =
            new Campaigns(database, JsonMapper.builder().build());
    private final WorkspaceId workspace = new Stage(database).workspace("UTC");
    private final CampaignId campaign = new Stage(database).sending(workspace, NOW);

    @Test
    void aLaneThatFoundNothingLeftDoesNotHideWhyAnothersMessagesWait() {
        campaigns.note(workspace, campaign, CAP, TOMORROW, NOW);
        campaigns.note(workspace, campaign, null, null, NOW);
        campaigns.note(workspace, campaign, null, null, NOW.plusMillis(3));
        assertThat(see().statusNote()).isEqualTo(CAP);
        assertThat(see().continuesAt()).isEqualTo(TOMORROW);
    }

    @Test
    void theOtherOrderSaysTheSame() {
        campaigns.note(workspace, campaign, null, null, NOW);
        campaigns.note(workspace, campaign, CAP, TOMORROW, NOW);
        assertThat(see().statusNote()).isEqualTo(CAP);
        assertThat(see().continuesAt()).isEqualTo(TOMORROW);
    }

    @Test
    void whatIsDueSoonerIsSaidAndTheReasonStays() {
        Instant soon = NOW.plus(Duration.ofMinutes(2));
        campaigns.note(workspace, campaign, CAP, TOMORROW, NOW);
        campaigns.note(workspace, campaign, null, soon, NOW);
        assertThat(see().statusNote()).isEqualTo(CAP);
        assertThat(see().continuesAt()).isEqualTo(soon);
    }

    @Test
    void aReasonGoesOnceItsTimeHasCome() {
        campaigns.note(workspace, campaign, CAP, TOMORROW, NOW);
        campaigns.note(workspace, campaign, null, null, TOMORROW);
        assertThat(see().statusNote()).isNull();
        assertThat(see().continuesAt()).isNull();
    }

    private Campaign see() {
        return campaigns.find(workspace, campaign).orElseThrow();
    }
}
