package lettermill.reputation.blocklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import lettermill.AppTest;
import lettermill.TestClock;
import lettermill.engine.ActivityRun;
import lettermill.engine.Engine;
import lettermill.lab.dns.DnsServer;
import lettermill.lab.dns.Zone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** From a list's answer in DNS to the domain's health and the owner's alert. */
class BlocklistTest extends AppTest {

    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final DnsServer DNS = new DnsServer();
    private static final String INFRASTRUCTURE = "/email-infrastructure";

    @TestBean
    Engine engine;

    @TestBean(name = "clock", methodName = "standingClock")
    Clock everybodysClock;

    @Autowired
    CheckBlocklists job;

    private TestClock clock;
    private Owner owner;
    private String domain;

    static Engine engine() {
        return (activity, key, where, at) -> {};
    }

    static Clock standingClock() {
        return new TestClock(START);
    }

    @DynamicPropertySource
    static void lists(DynamicPropertyRegistry registry) {
        registry.add("lettermill.dns.resolver", DNS::address);
        registry.add("lettermill.dns.timeout", () -> "300ms");
        registry.add(
                "lettermill.reputation.blocklists",
                () -> "ip:ip.list.example, domain:names=secretkey.name.list.example");
    }

    @BeforeEach
    void furnish() {
        clock = (TestClock) everybodysClock;
        clock.set(START);
        DNS.serve(zone());
        owner = owner();
        domain = body(ask(INFRASTRUCTURE + "/domains", "{\"domain\": \"mill.example\"}"))
                .path("id")
                .asString();
        body(ask(INFRASTRUCTURE + "/providers", """
                {"name": "House", "provider_type": "SMTP", "settings": {"host": "smtp.house.example", "port": 25}}"""));
    }

    /** A list of addresses that is alive, and our mail server. */
    private static Zone zone() {
        return new Zone().address("2.0.0.127.ip.list.example", "127.0.0.2").address("smtp.house.example", "193.0.2.9");
    }

    private void check() {
        job.run(new ActivityRun("test", 1, () -> false));
    }

    private JsonNode get(String path) {
        return body(owner.client().get().uri(owner.path(INFRASTRUCTURE + path)).exchange());
    }

    @Test
    void aDomainThatIsListedIsAnAlertOnceAndStandsInItsHealth() {
        check();
        assertThat(get("/alerts").path("items")).isEmpty();
        DNS.serve(zone().address("mill.example.secretkey.name.list.example", "127.0.1.2")
                .text("mill.example.secretkey.name.list.example", "spam in a trap"));
        check();
        assertThat(get("/alerts").path("items")).as("it was asked about today").isEmpty();
        clock.advance(Duration.ofDays(1));
        check();
        assertThat(get("/alerts").path("items")).singleElement().satisfies(alert -> {
            assertThat(alert.path("kind").asString()).isEqualTo("BLOCKLISTED");
            assertThat(alert.path("title").asString()).isEqualTo("mill.example is on a blocklist: names");
            assertThat(alert.path("details").path("blocklists").path("names").asString())
                    .isEqualTo("127.0.1.2 spam in a trap");
        });
        clock.advance(Duration.ofDays(1));
        check();
        assertThat(get("/alerts").path("items")).as("it is no news").hasSize(1);
        JsonNode listing =
                get("/domains/" + domain + "/health").path("blocklists").get(0);
        assertThat(listing.path("verdict").asString()).isEqualTo("LISTED");
        assertThat(listing.path("listed_since").asString()).isEqualTo("2026-03-03T10:00:00Z");
        assertThat(listing.path("looked_up_at").asString()).isEqualTo("2026-03-04T10:00:00Z");
        assertThat(listing.path("took_ms").asLong()).isBetween(0L, 5_000L);
        assertThat(get("/domains/" + domain + "/health").toString()).doesNotContain("secretkey");
    }

    @Test
    void theDomainsDoctorShowsWhatListsSay() {
        check();
        JsonNode before = get("/domains/" + domain + "/doctor");
        assertThat(before.path("blocklists")).singleElement().satisfies(said -> {
            assertThat(said.path("list").asString()).isEqualTo("names");
            assertThat(said.path("verdict").asString()).isEqualTo("CLEAN");
        });
        DNS.serve(zone().address("mill.example.secretkey.name.list.example", "127.0.1.2"));
        clock.advance(Duration.ofDays(1));
        check();
        JsonNode after = get("/domains/" + domain + "/doctor");
        assertThat(after.path("blocklists").get(0).path("codes").get(0).asString())
                .isEqualTo("127.0.1.2");
        assertThat(after.path("blocklists").get(0).path("listed_since").asString())
                .isEqualTo("2026-03-03T10:00:00Z");
        assertThat(after.path("errors").asInt())
                .as("a listing is an error")
                .isEqualTo(before.path("errors").asInt() + 1);
    }

    @Test
    void addressesOfOnesOwnAreAskedAboutToo() {
        body(ask(INFRASTRUCTURE + "/ips", "{\"ip_address\": \"193.0.2.77\", \"hostname\": \"out.mill.example\"}"));
        DNS.serve(zone().address("77.2.0.193.ip.list.example", "127.0.0.2"));
        check();
        assertThat(get("/alerts").path("items"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.path("title").asString())
                        .isEqualTo("193.0.2.77 is on a blocklist: ip.list.example"));
    }

    @Test
    void aRefusalNeitherRaisesNorEndsAListing() {
        DNS.serve(zone().address("9.2.0.193.ip.list.example", "127.255.255.254"));
        check();
        assertThat(get("/alerts").path("items")).isEmpty();
        DNS.serve(zone().address("9.2.0.193.ip.list.example", "127.0.0.4"));
        clock.advance(Duration.ofDays(1));
        check();
        assertThat(get("/alerts").path("items"))
                .singleElement()
                .satisfies(alert -> assertThat(
                                alert.path("details").path("belongs_to").asString())
                        .isEqualTo("smtp.house.example"));
        DNS.serve(zone().address("9.2.0.193.ip.list.example", "127.255.255.255"));
        clock.advance(Duration.ofDays(1));
        check();
        JsonNode refused = address();
        assertThat(refused.path("verdict").asString()).isEqualTo("UNKNOWN");
        assertThat(refused.path("detail").asString()).contains("too often");
        assertThat(refused.path("listed_since").asString()).isEqualTo("2026-03-03T10:00:00Z");
        DNS.serve(zone().address("9.2.0.193.ip.list.example", "127.0.0.4"));
        clock.advance(Duration.ofDays(1));
        check();
        assertThat(get("/alerts").path("items"))
                .as("it was listed all the time")
                .hasSize(1);
        DNS.serve(zone());
        clock.advance(Duration.ofDays(1));
        check();
        assertThat(address().path("verdict").asString()).isEqualTo("CLEAN");
        assertThat(address().path("listed_since").isNull()).isTrue();
        DNS.serve(zone().address("9.2.0.193.ip.list.example", "127.0.0.4"));
        clock.advance(Duration.ofDays(1));
        check();
        assertThat(get("/alerts").path("items")).as("it came back").hasSize(2);
    }

    private JsonNode address() {
        for (JsonNode listing : get("/blocklists")) {
            if (listing.path("subject").asString().equals("193.0.2.9")) {
                return listing;
            }
        }
        throw new AssertionError("nothing is said of the address");
    }

    @Test
    void nobodySeesWhatIsSaidOfOthers() {
        check();
        assertThat(get("/blocklists")).hasSize(2);
        Owner other = owner();
        assertThat(body(other.client()
                        .get()
                        .uri(other.path(INFRASTRUCTURE + "/blocklists"))
                        .exchange()))
                .isEmpty();
    }

    @Test
    void lookupsAreForgottenAfterNinetyDays() {
        check();
        clock.advance(Duration.ofDays(91));
        DNS.serve(new Zone());
        check();
        assertThat(database.sql("SELECT count(*) FROM reputation.blocklist_lookup WHERE looked_up_at < :now")
                        .param("now", java.sql.Timestamp.from(clock.instant()))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bl.example.net",
                "ip:",
                "ip:localhost",
                "mx:bl.example.net",
                "ip:a.example,,ip:b.example",
                "ip:name=secretkey"
            })
    void aWrongSettingSaysHowItMustLookAndNotWhatItIs(String text) {
        assertThatThrownBy(() -> new BlocklistSettings(text))
                .hasMessageContaining("LETTERMILL_BLOCKLISTS must look like ip:")
                .hasMessageNotContaining("secretkey");
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
