package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lettermill.MailHouse;
import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;
import lettermill.lab.smtp.MailVerdict;
import lettermill.lab.smtp.SmtpReply;
import lettermill.ledger.Recipients;
import lettermill.ledger.Tally;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

class CampaignApiTest extends Sendery {

    @Autowired
    Recipients ledger;

    @Test
    void everybodyIsMailedOnceOrHasAReason() {
        String campaign = ready(300);
        status("p3@example.org", "UNSUBSCRIBED");
        house.answer("p4@example.org", 550, "5.1.1 no such user");
        house.end("p5@example.org", new MailVerdict.Answer(new SmtpReply(554, "5.7.1 we do not like it")));
        house.end("p6@example.org", new MailVerdict.DropWithoutAnswer());
        act(campaign, "send").expectStatus().isOk();
        awaitStatus(campaign, "SENT");

        Set<String> got = house.mails().stream().map(MailHouse.Mail::recipient).collect(Collectors.toSet());
        assertThat(house.mails()).as("nobody twice").hasSize(got.size());
        assertThat(got).hasSize(298).doesNotContain("p3@example.org", "p4@example.org");
        assertThat(recipient(campaign, "p3@example.org"))
                .containsEntry("status", "FAILED")
                .containsEntry("reason", "UNSUBSCRIBED");
        assertThat(recipient(campaign, "p4@example.org"))
                .containsEntry("status", "BOUNCED")
                .containsEntry("reason", "HARD_BOUNCE");
        assertThat(recipient(campaign, "p5@example.org"))
                .containsEntry("status", "FAILED")
                .containsEntry("reason", "REFUSED");
        assertThat(String.valueOf(recipient(campaign, "p5@example.org").get("reason_detail")))
                .contains("we do not like it");
        List<Map<String, Object>> unknown = items("/email-marketing/campaigns/" + campaign + "/unknown");
        assertThat(unknown)
                .as("the server hung up after the whole mail")
                .extracting(item -> item.get("email"))
                .contains("p6@example.org");
        countsAreThoseOfTheLedger(campaign);
        assertThat(database.sql("SELECT status FROM audience.subscriber WHERE email = 'p4@example.org'"
                                + " AND workspace_id = (SELECT id FROM workspace.workspace WHERE slug = :slug)")
                        .param("slug", owner.workspace())
                        .query(String.class)
                        .single())
                .isEqualTo("BOUNCED");

        house.welcome("p6@example.org");
        Map<String, Object> lost = unknown.stream()
                .filter(item -> "p6@example.org".equals(item.get("email")))
                .findFirst()
                .orElseThrow();
        ask(
                        "/email-marketing/campaigns/" + campaign + "/unknown",
                        "{\"action\": \"SEND_AGAIN\", \"message_ids\": [%s]}".formatted(lost.get("id")))
                .expectStatus()
                .isOk();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(house.to("p6@example.org")).hasSize(2));
    }

    @Test
    void campaignsAreFoundByAPartOfTheirNameWhateverTheCase() {
        String found = create("Spring sale");
        create("Autumn sale");
        assertThat(items("/email-marketing/campaigns?search=PRING SALE"))
                .extracting(item -> item.get("id"))
                .containsExactly(found);
        assertThat(items("/email-marketing/campaigns?search=sale&status=SENT")).isEmpty();
    }

    private String create(String name) {
        return id(ask("/email-marketing/campaigns", "{\"name\": \"%s\"}".formatted(name)));
    }

    private Map<String, Object> recipient(String campaign, String email) {
        return recipients(campaign, "&search=" + email).stream()
                .filter(item -> email.equals(item.get("email")))
                .findFirst()
                .orElseThrow();
    }

    private void countsAreThoseOfTheLedger(String campaign) {
        Map<String, Object> seen = see(campaign);
        Tally tally = ledger.tally(WorkspaceId.of(String.valueOf(seen.get("workspace_id"))), CampaignId.of(campaign));
        assertThat(seen.get("sent_count")).isEqualTo((int) tally.sentCount());
        assertThat(seen.get("failed_count")).isEqualTo((int) tally.failedCount());
        assertThat(seen.get("skipped_count")).isEqualTo((int) tally.skippedCount());
        assertThat(seen.get("bounce_count")).isEqualTo((int) tally.bounceCount());
        assertThat(seen.get("total_recipients")).isEqualTo((int) tally.totalRecipients());
    }

    @Test
    void aDaysLimitIsKeptAndTheRestWaits() {
        provider("");
        sender(", \"daily_limit\": 40");
        people(100);
        String campaign = campaign(template(LETTER), "");
        assertThat(get("/email-marketing/campaigns/" + campaign + "/preflight")).containsEntry("room_today", 40);
        act(campaign, "send").expectStatus().isOk();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(see(campaign)).containsEntry("status_note", "today's cap is used up"));
        assertThat(house.mails()).hasSize(40);
        assertThat(see(campaign).get("status")).isEqualTo("SENDING");
        assertThat(see(campaign).get("continues_at")).isNotNull();
    }

    @Test
    void aCapOnSpeedIsKeptAndAPauseHolds() {
        provider(", \"max_sends_per_second\": 20");
        sender("");
        people(400);
        String campaign = campaign(template(LETTER), "");
        act(campaign, "send").expectStatus().isOk();
        await().atMost(Duration.ofSeconds(30)).until(() -> house.mails().size() >= 30);
        long start = System.nanoTime();
        int before = house.mails().size();
        act(campaign, "pause").expectStatus().isOk();
        double seconds = (System.nanoTime() - start) / 1e9 + 1;
        await().pollDelay(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(() -> {
            int now = house.mails().size();
            int inHand = database.sql("SELECT count(*) FROM ledger.claim")
                    .query(Integer.class)
                    .single();
            return inHand == 0 && house.mails().size() == now;
        });
        assertThat(house.mails().size() - before)
                .as("a pause lets at most a glance's mail out")
                .isLessThanOrEqualTo((int) (20 * seconds) + 20);
        assertThat(see(campaign).get("status")).isEqualTo("PAUSED");
        act(campaign, "cancel").expectStatus().isOk();
        assertThat(recipients(campaign, "&reason=CAMPAIGN_CANCELLED")).isNotEmpty();
    }

    @Test
    void aServerThatIsAwayFailsNothing() {
        sender("");
        people(3);
        int closed = house.port();
        house.close();
        id(ask("/email-infrastructure/providers", """
                {"name": "House", "provider_type": "SMTP", "settings": {"host": "127.0.0.1", "port": %d}}""".formatted(closed)));
        String campaign = campaign(template(LETTER), "");
        act(campaign, "send").expectStatus().isOk();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(String.valueOf(see(campaign).get("status_note")))
                        .startsWith("House:"));
        assertThat(recipients(campaign, ""))
                .allSatisfy(item -> assertThat(item.get("status")).isEqualTo("PENDING"));
    }

    @Test
    void marketingMailNeedsAWayOutAndEverythingWrongIsSaidAtOnce() {
        people(1);
        String campaign = campaign(template("<p>Buy</p>"), "");
        act(campaign, "send")
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .value(body -> assertThat(body)
                        .contains("unsubscribe")
                        .contains("route")
                        .contains("provider"));
        assertThat(see(campaign).get("status")).isEqualTo("DRAFT");
    }

    @Test
    void aTestGoesThroughTheSameDoorAndCountsNowhere() {
        String campaign = ready(2);
        house.answer("nobody@example.net", 550, "5.1.1 who");
        ask(
                        "/email-marketing/campaigns/" + campaign + "/test",
                        "{\"emails\": [\"me@example.net\", \"nobody@example.net\"], \"context\": {\"city\": \"Rome\"}}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$[0].status")
                .isEqualTo("SENT")
                .jsonPath("$[1].status")
                .isEqualTo("BOUNCED");
        assertThat(house.to("me@example.net").getFirst().source()).contains("Rome");
        assertThat(see(campaign)).containsEntry("sent_count", 0).containsEntry("status", "DRAFT");
        assertThat(recipients(campaign, "")).isEmpty();
    }

    @Test
    void theLifeOfACampaign() {
        String campaign = ready(1);
        ask("/email-marketing/campaigns/" + campaign + "/schedule", "{\"scheduled_at\": \"2001-01-01T00:00:00Z\"}")
                .expectStatus()
                .isEqualTo(422);
        ask("/email-marketing/campaigns/" + campaign + "/schedule", "{\"scheduled_at\": \"2099-01-01T00:00:00Z\"}")
                .expectStatus()
                .isOk();
        act(campaign, "pause").expectStatus().isOk();
        act(campaign, "resume")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("SCHEDULED");
        owner.client()
                .delete()
                .uri(owner.path("/email-marketing/campaigns/" + campaign))
                .exchange()
                .expectStatus()
                .isEqualTo(409);
        patch(campaign, "{\"name\": \"December\", \"reply_to\": null}").isEqualTo(200);
        patch(campaign, "{\"nmae\": \"December\"}").isEqualTo(422);
        act(campaign, "cancel").expectStatus().isOk();
        patch(campaign, "{\"name\": \"x\"}").isEqualTo(409);
        act(campaign, "send").expectStatus().isEqualTo(409);
        String copy = id(act(campaign, "duplicate"));
        assertThat(see(copy)).containsEntry("name", "Copy of December").containsEntry("status", "DRAFT");
        owner.client()
                .delete()
                .uri(owner.path("/email-marketing/campaigns/" + campaign))
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    private org.springframework.test.web.servlet.client.StatusAssertions patch(String campaign, String body) {
        return owner.client()
                .patch()
                .uri(owner.path("/email-marketing/campaigns/" + campaign))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus();
    }

    @Test
    void aCampaignWhoseTimeHasComeStartsByItself() {
        String campaign = ready(2);
        ask("/email-marketing/campaigns/" + campaign + "/schedule", "{\"scheduled_at\": \"2099-01-01T00:00:00Z\"}")
                .expectStatus()
                .isOk();
        database.sql("UPDATE campaign.campaign SET scheduled_at = now() WHERE id = :id::uuid")
                .param("id", campaign)
                .update();
        awaitStatus(campaign, "SENT");
        assertThat(house.mails()).hasSize(2);
        String late = campaign(String.valueOf(see(campaign).get("template_id")), ", \"max_lateness_seconds\": 60");
        ask("/email-marketing/campaigns/" + late + "/schedule", "{\"scheduled_at\": \"2099-01-01T00:00:00Z\"}")
                .expectStatus()
                .isOk();
        database.sql("UPDATE campaign.campaign SET scheduled_at = now() - interval '1 hour' WHERE id = :id::uuid")
                .param("id", late)
                .update();
        awaitStatus(late, "PAUSED");
        assertThat(String.valueOf(see(late).get("status_note"))).contains("its time passed");
    }
}
