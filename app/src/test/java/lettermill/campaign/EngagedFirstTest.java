package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lettermill.base.CampaignId;
import lettermill.engine.ActivityRun;
import lettermill.sender.DomainRequest;
import lettermill.sender.IdentityRequest;
import lettermill.sender.SenderService;
import lettermill.sender.SendingDomain.WarmingStatus;
import lettermill.sender.standing.StandingService;
import lettermill.sender.standing.WarmingState;
import lettermill.workspace.Access;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** While a domain is warmed up a day's small cap goes to those who opened or clicked most lately, from the selection to the mail server. */
class EngagedFirstTest extends PostRoom {

    private static final UUID CONSERVATIVE = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    @Autowired
    SendCampaign activity;

    @Autowired
    SenderService senders;

    @Autowired
    StandingService standing;

    private UUID domain;

    @BeforeEach
    void verifiedDomain() {
        clock.set(START);
        Access owner = stage.owner(workspace);
        domain = senders.addDomain(owner, new DomainRequest("north.example", null, null, null, null, null))
                .id();
        senders.addIdentity(owner, new IdentityRequest("letter@north.example", null, null, null));
        database.sql("UPDATE sender.domain SET status = 'VERIFIED' WHERE id = :id")
                .param("id", domain)
                .update();
        people("example.org", 100);
        // The last of the 100 are the liveliest.
        past("p5@example.org", "2025-06-01T00:00:00Z", null);
        past("p70@example.org", "2026-02-01T00:00:00Z", null);
        past("p71@example.org", "2025-12-01T00:00:00Z", "2026-02-03T00:00:00Z");
        for (int n = 81; n <= 100; n++) {
            past("p" + n + "@example.org", "2026-02-" + (n - 76) + "T00:00:00Z", null);
        }
    }

    /** A mail of another day that somebody opened, and perhaps clicked. */
    private void past(String email, String opened, String clicked) {
        String opening = opened.replaceAll("-(\\d)T", "-0$1T");
        database.sql("""
                        INSERT INTO ledger.message (workspace_id, kind, subscriber_id, email, status, phase, sent_at, opened_at, clicked_at,
                            created_at, updated_at)
                        SELECT workspace_id, 'ONBOARDING', id, email, 'OPENED', 'DONE', :opened, :opened, :clicked::timestamptz,
                            :opened, :opened
                        FROM audience.subscriber WHERE workspace_id = :workspace AND email = :email""")
                .param("workspace", workspace.value())
                .param("email", email)
                .param("opened", Timestamp.from(Instant.parse(opening)))
                .param("clicked", clicked == null ? null : Timestamp.from(Instant.parse(clicked)))
                .update();
    }

    private void warmed(int day, int cap) {
        standing.warm(
                List.of(new WarmingState(workspace, domain, WarmingStatus.IN_PROGRESS, CONSERVATIVE, START, day, cap)));
    }

    /** A campaign whose messages the product makes itself, as it begins. */
    private CampaignId begun() throws InterruptedException {
        CampaignId campaign = sending();
        database.sql("""
                        DELETE FROM ledger.message WHERE campaign_id = :id;
                        UPDATE campaign.campaign SET materialised_at = NULL WHERE id = :id""").param("id", campaign.value()).update();
        activity.run(new ActivityRun(WorkKey.of(see(campaign)).toString(), 1, () -> false));
        return campaign;
    }

    private static Set<String> people(IntStream numbers) {
        return numbers.mapToObj(n -> "p" + n + "@example.org").collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theDaysSmallCapGoesToThoseWhoOpenedOrClickedLast() throws Exception {
        warmed(1, 10);
        CampaignId campaign = begun();
        runLane(campaign);
        assertThat(mailed()).hasSize(10);
        assertThat(new TreeSet<>(mailed())).isEqualTo(people(IntStream.rangeClosed(91, 100)));

        passes(Duration.ofDays(1));
        warmed(2, 13);
        runLane(campaign);
        assertThat(new TreeSet<>(mailed().subList(10, 23)))
                .as("those put back come in the same order: a click counts as an opening, and an old one before none")
                .isEqualTo(people(IntStream.of(70, 71, 5, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90)));

        passes(Duration.ofDays(1));
        warmed(3, 1_000);
        runLane(campaign);
        assertThat(mailed()).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void whereNothingIsWarmedUpNobodyComesFirst() throws Exception {
        database.sql("UPDATE sender.domain SET configured_limit = 10 WHERE id = :id")
                .param("id", domain)
                .update();
        runLane(begun());
        assertThat(mailed()).hasSize(10);
        assertThat(new TreeSet<>(mailed())).isNotEqualTo(people(IntStream.rangeClosed(91, 100)));
    }
}
