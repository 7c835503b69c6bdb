package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import lettermill.base.CampaignId;
import org.junit.jupiter.api.Test;

/** What mail servers do wrong, or ask for, fails no message that can still be delivered. */
class ServerFaultsTest extends PostRoom {

    @Test
    void aServerThatIsAwayForHoursKeepsMessagesWaitingAndSoonHasThemAllOnceItIsBack() throws Exception {
        people("example.org", 300);
        CampaignId campaign = sending();
        closeHouse();
        for (int half = 0; half < 10; half++) {
            runLane(campaign);
            assertThat(messages(campaign)).as("after %d half hours", half).isEqualTo(Map.of("PENDING WAITING", 300L));
            passes(Duration.ofMinutes(30));
        }
        assertThat(see(campaign).status()).isEqualTo(CampaignStatus.SENDING);
        assertThat(see(campaign).statusNote()).startsWith("House: ");

        openHouse();
        runLane(campaign);
        passes(Duration.ofMinutes(5));
        runLane(campaign);
        assertThat(mailed()).as("each once").hasSize(300).doesNotHaveDuplicates();
        assertThat(see(campaign).status()).isEqualTo(CampaignStatus.SENT);
    }

    @Test
    void aThrottleAnswerSlowsItsDestinationDownAndNobodyElse() throws Exception {
        Map<String, String> words = Map.of(
                "one.example", "421 4.7.0 Too many connections",
                "two.example", "450 4.7.1 Slow down",
                "three.example", "451 4.7.650 Temporarily rate limited");
        for (String domain : words.keySet()) {
            people(domain, 200);
            for (int i = 1; i <= 200; i++) {
                String[] answer = words.get(domain).split(" ", 2);
                house.answer("p" + i + "@" + domain, Integer.parseInt(answer[0]), answer[1]);
            }
        }
        people("quick.example", 200);
        CampaignId campaign = sending();

        runLane(campaign);
        assertThat(mailed())
                .as("others are not slowed down")
                .hasSize(200)
                .allMatch(to -> to.endsWith("@quick.example"));
        assertThat(messages(campaign)).isEqualTo(Map.of("PENDING WAITING", 600L, "SENT DONE", 200L));
        for (String domain : words.keySet()) {
            assertThat(house.asked(domain))
                    .as("%s was heard after one wave", domain)
                    .isBetween(1, 64);
        }

        int asked = askedOfAll(words);
        runLane(campaign);
        assertThat(askedOfAll(words)).as("nobody asks before the pause is over").isEqualTo(asked);

        passes(Duration.ofSeconds(31));
        Instant before = clock.instant();
        runLane(campaign);
        assertThat(askedOfAll(words)).as("one wave more each").isBetween(asked + 3, asked + 3 * 64);
        assertThat(longestThrottle()).as("the second pause is longer").isEqualTo(before.plusSeconds(30));

        words.keySet().forEach(domain -> {
            for (int i = 1; i <= 200; i++) {
                house.welcome("p" + i + "@" + domain);
            }
        });
        for (int minute = 0; minute < 5; minute++) {
            passes(Duration.ofMinutes(1));
            runLane(campaign);
        }
        assertThat(mailed()).hasSize(800).doesNotHaveDuplicates();
        assertThat(see(campaign).status()).isEqualTo(CampaignStatus.SENT);
    }

    private int askedOfAll(Map<String, String> domains) {
        return domains.keySet().stream().mapToInt(house::asked).sum();
    }

    private Instant longestThrottle() {
        return database.sql("SELECT max(until_at) FROM delivery.throttle WHERE workspace_id = :id")
                .param("id", workspace.value())
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    @Test
    void whatIsDeferredForThreeDaysIsGivenUpWithTheServersWords() throws Exception {
        people("example.org", 3);
        house.answer("p1@example.org", 452, "4.2.2 The mailbox is full");
        CampaignId campaign = sending();
        Instant start = clock.instant();
        int attempts = 0;
        while (see(campaign).status() == CampaignStatus.SENDING) {
            runLane(campaign);
            attempts++;
            if (see(campaign).status() == CampaignStatus.SENDING) {
                assertThat(clock.instant()).isBefore(start.plus(Duration.ofDays(4)));
                clock.set(nextDue(campaign));
            }
        }
        assertThat(clock.instant()).isBetween(start.plus(Duration.ofDays(3)), start.plus(Duration.ofHours(77)));
        assertThat(attempts).as("with growing pauses").isBetween(20, 35);
        assertThat(house.asked("example.org")).isEqualTo(attempts + 2);
        assertThat(messages(campaign)).isEqualTo(Map.of("FAILED DONE", 1L, "SENT DONE", 2L));
        List<String> failed = database.sql("""
                        SELECT reason || ': ' || reason_detail FROM ledger.message
                        WHERE campaign_id = :id AND status = 'FAILED'""")
                .param("id", campaign.value())
                .query(String.class)
                .list();
        assertThat(failed).singleElement().asString().startsWith("EXPIRED: 452").contains("mailbox is full");
    }

    @Test
    void aPauseHoldsWithinTheBatch() throws Exception {
        people("example.org", 400);
        CampaignId campaign = sending();
        house.whenMailed(10, () -> {
            database.sql("UPDATE campaign.campaign SET status = 'PAUSED' WHERE id = :id")
                    .param("id", campaign.value())
                    .update();
            clock.advance(Duration.ofSeconds(1));
        });
        runLane(campaign);
        assertThat(mailed()).as("the wave in flight, and no other").hasSizeBetween(10, 64);
        assertThat(messages(campaign))
                .containsEntry("SENT DONE", (long) mailed().size())
                .containsEntry("PENDING WAITING", 400L - mailed().size());

        database.sql("UPDATE campaign.campaign SET status = 'SENDING' WHERE id = :id")
                .param("id", campaign.value())
                .update();
        runLane(campaign);
        assertThat(mailed()).hasSize(400).doesNotHaveDuplicates();
        assertThat(see(campaign).status()).isEqualTo(CampaignStatus.SENT);
    }

    @Test
    void aServerThatClosesInTheMiddleOfItsWorkLosesAndDoublesNothing() throws Exception {
        people("example.org", 400);
        CampaignId campaign = sending();
        house.whenMailed(100, house::close);
        runLane(campaign);
        List<String> before = mailed();
        long unknown = messages(campaign).getOrDefault("PENDING UNKNOWN", 0L);
        assertThat(unknown).as("at most a wave").isBetween(0L, 64L);
        openHouse();
        for (int minute = 0; minute < 6; minute++) {
            passes(Duration.ofMinutes(1));
            runLane(campaign);
        }
        assertThat(mailed()).doesNotHaveDuplicates().doesNotContainAnyElementsOf(before);
        Map<String, Long> after = messages(campaign);
        assertThat(after.getOrDefault("SENT DONE", 0L) + unknown).isEqualTo(400);
        assertThat(before.size() + mailed().size()).isBetween((int) (400 - unknown), 400);
    }

    @Test
    void aPortWhereNobodyListensIsFoundOpenLater() throws IOException, InterruptedException {
        closeHouse();
        people("example.org", 1);
        CampaignId campaign = sending();
        runLane(campaign);
        assertThat(nextDue(campaign))
                .as("tried again soon")
                .isBefore(clock.instant().plus(Duration.ofMinutes(1)));
        openHouse();
        clock.set(nextDue(campaign));
        runLane(campaign);
        assertThat(mailed()).containsExactly("p1@example.org");
    }
}
