package lettermill.warming;

import static org.assertj.core.api.Assertions.assertThat;

import lettermill.AppTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** Warming over HTTP. */
class WarmingApiTest extends AppTest {

    private static final String INFRASTRUCTURE = "/email-infrastructure";

    private Owner owner;
    private String domain;

    @BeforeEach
    void addDomain() {
        owner = owner();
        domain = INFRASTRUCTURE + "/domains/"
                + body(ask(INFRASTRUCTURE + "/domains", "{\"domain\": \"mill.example\"}"))
                        .path("id")
                        .asString();
    }

    @Test
    void theThreeBuiltInSchedulesAreWhatTheyAreKnownFor() {
        JsonNode items = get(INFRASTRUCTURE + "/warming-schedules").path("items");
        assertThat(items).hasSize(3);
        check(items.get(0), "CONSERVATIVE", 21, "1=50 7=1000 14=15000 21=100000");
        check(items.get(1), "MODERATE", 14, "1=100 7=7500 14=100000");
        check(items.get(2), "AGGRESSIVE", 7, "1=200 7=15000 14=100000");
    }

    private static void check(JsonNode schedule, String name, int days, String volumes) {
        assertThat(schedule.path("name").asString()).isEqualTo(name);
        assertThat(schedule.path("days").asInt()).isEqualTo(days);
        for (String each : volumes.split(" ")) {
            String[] pair = each.split("=");
            JsonNode entry = schedule.path("entries").get(Integer.parseInt(pair[0]) - 1);
            assertThat(entry.path("day").asString() + "=" + entry.path("volume").asString())
                    .isEqualTo(each);
        }
    }

    @Test
    void aScheduleOfOnesOwnIsFilledInAndUsedByItsName() {
        JsonNode made = body(
                ask(INFRASTRUCTURE + "/warming-schedules", """
                {"name": "Ours", "entries": [{"day": 1, "volume": 10}, {"day": 3, "volume": 21}],
                 "thresholds": {"max_bounce_rate": 0.02}}""").expectStatus().isCreated());
        assertThat(made.path("entries").get(1).path("volume").asInt()).isEqualTo(15);
        assertThat(made.path("days").asInt()).isEqualTo(3);
        assertThat(made.path("thresholds").path("max_bounce_rate").asDouble()).isEqualTo(0.02);
        assertThat(made.path("thresholds").path("min_messages").asInt()).isEqualTo(20);
        verified();
        JsonNode progress = body(ask(domain + "/warming/start", "{\"schedule\": \"ours\"}")
                .expectStatus()
                .isOk());
        assertThat(progress.path("status").asString()).isEqualTo("IN_PROGRESS");
        assertThat(progress.path("daily_limit").asInt()).isEqualTo(10);
        assertThat(get(domain).path("warming_schedule_id")).isEqualTo(made.path("id"));
        Owner other = owner();
        assertThat(body(other.client()
                                .get()
                                .uri(other.path(INFRASTRUCTURE + "/warming-schedules"))
                                .exchange())
                        .path("items"))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|name",
                "{'name': 'conservative', 'entries': [{'day': 1, 'volume': 5}]}|already",
                "{'name': 'X'}|entries",
                "{'name': 'X', 'entries': [{'day': 2, 'volume': 5}]}|an entry for day 1",
                "{'name': 'X', 'entries': [{'day': 1, 'volume': 5}], 'days': 2}|days",
                "{'name': 'X', 'entries': [{'day': 1, 'volume': 5}], 'thresholds': {'max_bounce_rate': 5}}|max_bounce_rate",
                "{'name': 'X', 'entries': [{'day': 1, 'volume': 5}], 'thresholds': {'min_messages': 0}}|min_messages"
            })
    void aScheduleThatCannotBeMeantIsExplained(String body, String words) {
        assertThat(ask(INFRASTRUCTURE + "/warming-schedules", body.replace('\'', '"'))
                        .expectStatus()
                        .is4xxClientError()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody())
                .contains(words);
    }

    @Test
    void aWarmingIsStartedPausedAndResumed() {
        ask(domain + "/warming/start", "{}").expectStatus().isEqualTo(409);
        assertThat(get(domain + "/warming/progress").path("status").asString()).isEqualTo("NOT_STARTED");
        verified();
        ask(domain + "/warming/start", "{\"schedule\": \"RECKLESS\"}")
                .expectStatus()
                .isEqualTo(422);
        ask(domain + "/warming/pause", "{}").expectStatus().isEqualTo(409);
        ask(domain + "/warming/start", "{}").expectStatus().isOk();
        ask(domain + "/warming/start", "{}").expectStatus().isEqualTo(409);
        JsonNode paused = body(ask(domain + "/warming/pause", "{\"note\": \"holidays\"}"));
        assertThat(paused.path("status").asString()).isEqualTo("PAUSED");
        assertThat(paused.path("pause").path("reason").asString()).isEqualTo("holidays");
        assertThat(get(domain).path("status").asString()).isEqualTo("PAUSED");
        ask(domain + "/warming/resume", "{}").expectStatus().isEqualTo(422);
        ask(domain + "/resume", "{\"note\": \"back again\"}").expectStatus().isOk();
        JsonNode resumed = get(domain + "/warming/progress");
        assertThat(resumed.path("status").asString()).isEqualTo("IN_PROGRESS");
        assertThat(resumed.path("day").asInt()).isEqualTo(1);
        assertThat(resumed.path("progress").get(0).path("recommendation").asString())
                .isEqualTo("SEND");
    }

    @Test
    void aPersonsOwnLimitIsChangedWithoutTouchingTheWarmings() {
        verified();
        ask(domain + "/warming/start", "{}").expectStatus().isOk();
        JsonNode changed = body(owner.client()
                .patch()
                .uri(owner.path(domain))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"daily_limit\": 5000}")
                .exchange());
        assertThat(changed.path("daily_limit").asInt()).isEqualTo(50);
        assertThat(changed.path("configured_limit").asInt()).isEqualTo(5_000);
    }

    @Test
    void anAddressIsWarmedUpLikeADomain() {
        String ip = INFRASTRUCTURE + "/ips/"
                + body(ask(
                                INFRASTRUCTURE + "/ips",
                                "{\"ip_address\": \"127.0.0.77\", \"hostname\": \"out.mill.example\", \"daily_limit\": 9000}"))
                        .path("id")
                        .asString();
        ask(ip + "/warming/start", "{}").expectStatus().isEqualTo(409);
        assertThat(get(ip + "/warming/progress").path("status").asString()).isEqualTo("NOT_STARTED");
        database.sql("UPDATE sender.dedicated_ip SET status = 'VERIFIED' WHERE ip_address = '127.0.0.77'")
                .update();
        JsonNode started = body(ask(ip + "/warming/start", "{\"schedule\": \"moderate\"}"));
        assertThat(started.path("host").asString()).isEqualTo("127.0.0.77");
        assertThat(started.path("daily_limit").asInt()).isEqualTo(100);
        assertThat(get(ip).path("configured_limit").asInt()).isEqualTo(9_000);
        assertThat(get(ip).path("warming_status").asString()).isEqualTo("IN_PROGRESS");
        ask(ip + "/warming/start", "{}").expectStatus().isEqualTo(409);
        assertThat(body(ask(ip + "/warming/pause", "{}")).path("status").asString())
                .isEqualTo("PAUSED");
        assertThat(get(ip).path("pause").path("reason").asString()).isEqualTo("paused by hand");
        ask(ip + "/resume", "{}").expectStatus().isEqualTo(422);
        ask(ip + "/warming/resume", "{\"note\": \" \"}").expectStatus().isEqualTo(422);
        body(ask(ip + "/warming/resume", "{\"note\": \"found it\"}"));
        ask(ip + "/resume", "{\"note\": \"found it\"}").expectStatus().isEqualTo(409);
        Owner other = owner();
        other.client()
                .get()
                .uri(other.path(ip + "/warming/progress"))
                .exchange()
                .expectStatus()
                .isNotFound();
        owner.client().delete().uri(owner.path(ip)).exchange().expectStatus().isNoContent();
    }

    @Test
    void sharesOfMailboxProvidersAreAnOption() {
        verified();
        assertThat(ask(domain + "/warming/start", "{\"mailbox_shares\": {\"gmale\": 0.4}}")
                        .expectStatus()
                        .isEqualTo(422)
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody())
                .contains("mailbox_shares.gmale")
                .contains("GMAIL, OUTLOOK, YAHOO");
        ask(domain + "/warming/start", "{\"mailbox_shares\": {\"gmail\": null}}")
                .expectStatus()
                .isEqualTo(422);
        ask(domain + "/warming/start", "{\"mailbox_shares\": {\"gmail\": 0.6, \"yahoo\": 0.6}}")
                .expectStatus()
                .isEqualTo(422);
        assertThat(get(domain + "/warming/progress").path("status").asString()).isEqualTo("NOT_STARTED");
        JsonNode shares = body(ask(domain + "/warming/start", "{\"mailbox_shares\": {\"gmail\": 0.4}}"))
                .path("mailbox_shares");
        assertThat(shares).hasSize(2);
        assertThat(shares.get(1).path("mailbox_provider").asString()).isEqualTo("GMAIL");
        assertThat(shares.get(1).path("daily_limit").asInt()).isEqualTo(20);
    }

    private void verified() {
        database.sql("""
                        UPDATE sender.domain SET status = 'VERIFIED'
                        WHERE workspace_id = (SELECT id FROM workspace.workspace WHERE slug = :slug)""").param("slug", owner.workspace()).update();
    }

    private JsonNode get(String path) {
        return body(owner.client().get().uri(owner.path(path)).exchange());
    }

    private RestTestClient.ResponseSpec ask(String path, String body) {
        return owner.client()
                .post()
                .uri(owner.path(path))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private static JsonNode body(RestTestClient.ResponseSpec response) {
        return response.expectStatus()
                .is2xxSuccessful()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }
}
