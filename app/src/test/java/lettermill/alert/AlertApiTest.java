package lettermill.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import lettermill.provider.Breaker;
import lettermill.provider.Provider;
import lettermill.provider.ProviderHealth;
import lettermill.provider.ProviderService;
import lettermill.sender.ip.IpStandingService;
import lettermill.sender.standing.PauseCause;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** What raises an alert, and how people see it. */
@RecordApplicationEvents
class AlertApiTest extends AlertDesk {

    @Autowired
    ApplicationEvents events;

    @Autowired
    ProviderHealth health;

    @Autowired
    ProviderService providers;

    @Autowired
    IpStandingService ips;

    private JsonNode only() {
        assertThat(alerts("")).hasSize(1);
        return alerts("").get(0);
    }

    @Test
    void aPauseByHealthIsOneAlertThatStatesItsNumbers() {
        rate(12, "bounce 12.5 % of 400");
        JsonNode alert = only();
        assertThat(alert.path("kind").asString()).isEqualTo("HEALTH_PAUSED");
        assertThat(alert.path("title").asString()).isEqualTo("mill.example is paused: bounce 12.5 % of 400");
        assertThat(alert.path("details").path("reason").asString()).isEqualTo("bounce 12.5 % of 400");
        assertThat(alert.path("subject").asString()).isEqualTo(domain);
        assertThat(alert.path("day").asString()).isEqualTo("2026-03-02");
        assertThat(alert.path("mail").path("state").asString()).isEqualTo("DUE");
        rate(11, "bounce 13 % of 400");
        assertThat(only().path("times").asInt()).as("it is paused already").isEqualTo(1);
    }

    @Test
    void aPauseByAThresholdOfItsWarmingIsOneTooAndAPersonsIsNone() {
        UUID id = UUID.fromString(domain);
        String path = INFRASTRUCTURE + "/domains/" + domain;
        ask(path + "/pause", "{\"note\": \"holidays\"}").expectStatus().isOk();
        assertThat(alerts("")).isEmpty();
        ask(path + "/resume", "{\"note\": \"back\"}").expectStatus().isOk();
        standing.pause(workspace, id, PauseCause.WARMING, "check_warming_thresholds", "bounce 6.1 % of 212 > 5 %");
        assertThat(only().path("kind").asString()).isEqualTo("WARMING_PAUSED");
        assertThat(only().path("title").asString()).endsWith("bounce 6.1 % of 212 > 5 %");
    }

    @Test
    void aWarmingOfAnAddressThatPassesAThresholdIsOne() {
        UUID ip = UUID.fromString(body(ask(
                        INFRASTRUCTURE + "/ips",
                        "{\"ip_address\": \"127.0.0.78\", \"hostname\": \"out.mill.example\"}"))
                .path("id")
                .asString());
        ips.pause(workspace, ip, PauseCause.WARMING, "check_warming_thresholds", "bounce 6.1 % of 212 > 5 %");
        assertThat(only().path("kind").asString()).isEqualTo("WARMING_PAUSED");
        assertThat(only().path("title").asString()).isEqualTo("127.0.0.78 is paused: bounce 6.1 % of 212 > 5 %");
        assertThat(only().path("details").path("ip_id").asString()).isEqualTo(ip.toString());
        assertThat(events.stream(AlertRaised.class)).hasSize(1);
        owner.client()
                .delete()
                .uri(owner.path(INFRASTRUCTURE + "/ips/" + ip))
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    @Test
    void aRiseIsNone() {
        rate(60, "worse");
        ask(INFRASTRUCTURE + "/alerts/" + only().path("id").asString() + "/acknowledge", "{}")
                .expectStatus()
                .isOk();
        rate(95, "better");
        assertThat(alerts("")).isEmpty();
    }

    @Test
    void aProviderThatFailsIsOneWhenItsBreakerOpens() {
        Provider provider = providers.carriers(workspace).getFirst();
        for (int wave = 1; wave <= 5; wave++) {
            health.failed(provider, Breaker.Severity.PASSING, Duration.ZERO, "421 4.3.2 closing");
            assertThat(alerts("")).hasSize(wave < 3 ? 0 : 1);
        }
        assertThat(only().path("kind").asString()).isEqualTo("PROVIDER_FAILING");
        assertThat(only().path("title").asString()).isEqualTo("House fails: 421 4.3.2 closing");
        assertThat(only().path("details").path("faults").asInt()).isEqualTo(3);
        assertThat(only().path("times").asInt()).isEqualTo(1);
    }

    @Test
    void othersHearOfTheFirstOneOfADayWithItsNumbers() {
        rate(60, "worse");
        rate(95, "better");
        rate(55, "much worse");
        assertThat(events.stream(AlertRaised.class)).singleElement().satisfies(raised -> {
            assertThat(raised.workspace()).isEqualTo(workspace);
            assertThat(raised.kind()).isEqualTo(AlertKind.HEALTH_DROPPED);
            assertThat(raised.alert()).isEqualTo(only().path("id").asLong());
            assertThat(raised.details())
                    .containsAllEntriesOf(Map.of("before", "EXCELLENT", "after", "FAIR", "score", 60));
        });
    }

    @Test
    void whoeverAcknowledgesTakesItOffTheListUntilItHappensAgain() {
        rate(60, "worse");
        String path = INFRASTRUCTURE + "/alerts/" + only().path("id").asString() + "/acknowledge";
        JsonNode acknowledged = body(ask(path, "{}"));
        assertThat(acknowledged.path("acknowledged_by").asString()).isEqualTo(owner.email());
        body(ask(path, "{}"));
        assertThat(alerts("")).isEmpty();
        assertThat(alerts("?shown=all")).hasSize(1);
        rate(95, "better");
        rate(60, "worse");
        assertThat(only().path("acknowledged_by").isNull()).isTrue();
    }

    @Test
    void nobodyElseSeesOrAcknowledgesIt() {
        rate(60, "worse");
        Owner other = owner();
        String alerts = other.path(INFRASTRUCTURE + "/alerts");
        assertThat(body(other.client().get().uri(alerts).exchange()).path("items"))
                .isEmpty();
        RestTestClient.ResponseSpec refused = other.client()
                .post()
                .uri(alerts + "/" + only().path("id").asString() + "/acknowledge")
                .contentType(MediaType.APPLICATION_JSON)
                .exchange();
        refused.expectStatus().isNotFound();
        assertThat(alerts("")).hasSize(1);
    }

    @Test
    void pagesGoFromTheNewestToTheOldest() {
        for (int day = 0; day < 3; day++) {
            rate(60 - day, "worse");
            rate(95, "better");
            clock.advance(Duration.ofDays(1));
        }
        JsonNode page = body(owner.client()
                .get()
                .uri(owner.path(INFRASTRUCTURE + "/alerts?limit=2"))
                .exchange());
        assertThat(page.path("items")).hasSize(2);
        assertThat(page.path("items").get(0).path("day").asString()).isEqualTo("2026-03-04");
        assertThat(alerts("?limit=2&after=" + page.path("next").asString()))
                .singleElement()
                .satisfies(last -> assertThat(last.path("day").asString()).isEqualTo("2026-03-02"));
    }
}
