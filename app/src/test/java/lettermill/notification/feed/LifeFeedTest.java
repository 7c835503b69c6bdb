package lettermill.notification.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.AppTest;
import lettermill.alert.AlertKind;
import lettermill.alert.AlertRaised;
import lettermill.audience.ConsentChange;
import lettermill.base.CampaignId;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import lettermill.campaign.Campaign;
import lettermill.campaign.CampaignStatus;
import lettermill.ledger.BounceType;
import lettermill.ledger.EventType;
import lettermill.ledger.Ledger;
import lettermill.ledger.MailEvent;
import lettermill.notification.NotificationType;
import lettermill.sender.standing.DomainPaused;
import lettermill.sender.standing.DomainResumed;
import lettermill.sender.standing.PauseCause;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of people, campaigns and domains is queued for who wants to hear of it. */
class LifeFeedTest extends AppTest {

    @Autowired
    Ledger ledger;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    TransactionTemplate transaction;

    private Owner owner;
    private WorkspaceId workspace;

    @BeforeEach
    void endpoint() {
        owner = owner();
        workspace = new WorkspaceId(database.sql("SELECT id FROM workspace.workspace WHERE slug = :slug")
                .param("slug", owner.workspace())
                .query(UUID.class)
                .single());
        posted("/webhook-endpoints", """
                {"url": "https://receiver.invalid/", "event_types": ["*"]}""");
    }

    private record Named(String id) {}

    private String posted(String path, String json) {
        Named made = owner.client()
                .post()
                .uri(owner.path(path))
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .exchange()
                .expectStatus()
                .is2xxSuccessful()
                .expectBody(Named.class)
                .returnResult()
                .getResponseBody();
        return made == null ? "" : String.valueOf(made.id());
    }

    /** Types with one member of the data each, in the order of queueing. */
    private List<String> queued(String member) {
        return database.sql("""
                        SELECT event_type || ' ' || coalesce(body::jsonb -> 'data' ->> :member, '-')
                        FROM notification.delivery WHERE workspace_id = :workspace ORDER BY id""")
                .param("member", member)
                .param("workspace", workspace.value())
                .query(String.class)
                .list();
    }

    @Test
    void whoComesAndGoes() {
        String person = posted("/audience/subscribers", "{\"email\": \"ada@example.org\"}");
        owner.client()
                .put()
                .uri(owner.path("/audience/subscribers/" + person + "/status"))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"status\": \"UNSUBSCRIBED\"}")
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
        assertThat(queued("email"))
                .containsExactly("subscriber.subscribed ada@example.org", "subscriber.unsubscribed ada@example.org");
        assertThat(queued("status"))
                .containsExactly("subscriber.subscribed ACTIVE", "subscriber.unsubscribed UNSUBSCRIBED");
    }

    @Test
    void aBounceTellsOfTheMailAndOfThePersonOnce() {
        SubscriberId person = SubscriberId.of(posted("/audience/subscribers", "{\"email\": \"bob@example.org\"}"));
        MessageId message = new MessageId(database.sql("""
                        INSERT INTO ledger.message (workspace_id, kind, subscriber_id, email, status, phase, created_at, updated_at)
                        VALUES (:workspace, 'CAMPAIGN', :person, 'bob@example.org', 'SENT', 'DONE', now(), now())
                        RETURNING id""")
                .param("workspace", workspace.value())
                .param("person", person.value())
                .query(Long.class)
                .single());
        for (String key : List.of("first", "second")) {
            ledger.record(List.of(new MailEvent(
                    workspace,
                    message,
                    null,
                    EventType.BOUNCE,
                    key,
                    Instant.now(),
                    null,
                    new MailEvent.Failure(BounceType.HARD, "5.1.1", "no"),
                    "SES")));
        }
        assertThat(queued("source"))
                .containsExactlyInAnyOrder(
                        "subscriber.subscribed API",
                        "message.send -",
                        "message.bounce SES",
                        "message.bounce SES",
                        "subscriber.bounced BOUNCE");
    }

    @Test
    void aCampaignThatIsCancelledSaysSo() {
        String campaign = posted("/email-marketing/campaigns", "{\"name\": \"Spring\"}");
        posted("/email-marketing/campaigns/" + campaign + "/cancel", "{}");
        assertThat(queued("name")).containsExactly("campaign.cancelled Spring");
        assertThat(queued("previous_status")).containsExactly("campaign.cancelled DRAFT");
    }

    @Test
    void eachStepOfACampaignHasItsName() {
        move(CampaignStatus.DRAFT, CampaignStatus.SCHEDULED);
        move(CampaignStatus.SCHEDULED, CampaignStatus.SENDING);
        move(CampaignStatus.SENDING, CampaignStatus.PAUSED);
        move(CampaignStatus.PAUSED, CampaignStatus.SENDING);
        move(CampaignStatus.SENDING, CampaignStatus.SENT);
        move(CampaignStatus.SENT, CampaignStatus.SENDING);
        assertThat(queued("note"))
                .containsExactly(
                        "campaign.scheduled because",
                        "campaign.started because",
                        "campaign.paused because",
                        "campaign.resumed because",
                        "campaign.finished because",
                        "campaign.resumed because");
    }

    private void move(CampaignStatus from, CampaignStatus to) {
        publisher.publishEvent(new Campaign.Moved(
                workspace, new CampaignId(UUID.randomUUID()), "Spring", from, to, "because", Instant.now()));
    }

    @Test
    void aDomainThatRestsAndGoesOn() {
        UUID domain = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            publisher.publishEvent(new DomainPaused(
                    workspace, domain, "mail.example", PauseCause.WARMING, "warming", "bounce 6.1 % of 212 > 5 %"));
            publisher.publishEvent(new DomainResumed(workspace, domain, "list cleaned"));
        });
        assertThat(queued("domain_id"))
                .containsSubsequence("domain.paused " + domain, "domain.resumed " + domain)
                .contains("alert.raised -");
        assertThat(queued("reason"))
                .containsSubsequence("domain.paused bounce 6.1 % of 212 > 5 %", "domain.resumed -")
                .contains("alert.raised -");
        assertThat(queued("kind")).contains("alert.raised WARMING_PAUSED");
    }

    @Test
    void whatAlertsOwnersIsToldWithItsNumbers() {
        transaction.executeWithoutResult(status -> publisher.publishEvent(new AlertRaised(
                workspace,
                7,
                AlertKind.HEALTH_DROPPED,
                "mail.example dropped",
                Map.of("score", 60),
                Instant.parse("2026-03-02T10:00:00Z"))));
        assertThat(queued("kind")).containsExactly("alert.raised HEALTH_DROPPED");
        assertThat(queued("title")).containsExactly("alert.raised mail.example dropped");
        assertThat(queued("details")).containsExactly("alert.raised {\"score\": 60}");
        assertThat(queued("alert_id")).containsExactly("alert.raised 7");
    }

    @Test
    void eachChangeOfConsentThatMovesAPersonHasAType() {
        assertThat(ConsentChange.values())
                .filteredOn(change -> !change.name().startsWith("CATEGORY_"))
                .allSatisfy(change -> assertThat(
                                NotificationType.valueOf("SUBSCRIBER_" + change).text())
                        .startsWith("subscriber."));
    }
}
