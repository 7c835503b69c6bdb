package lettermill.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import lettermill.AppTest;
import lettermill.TestClock;
import lettermill.base.WorkspaceId;
import lettermill.engine.ActivityRun;
import lettermill.engine.Engine;
import lettermill.lab.dns.DnsServer;
import lettermill.lab.dns.Zone;
import lettermill.lab.dns.Zone.Manner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** From the records a person has to publish to a domain that sends, and back when they are gone: over HTTP, on real DNS. */
@Timeout(60)
class VerificationApiTest extends AppTest {

    private static final DnsServer DNS = new DnsServer();
    private static final Queue<String> DISPATCHED = new ConcurrentLinkedQueue<>();
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final String DOMAINS = "/email-infrastructure/domains";
    private static final ActivityRun ROUND = new ActivityRun("check-domains", 1, () -> false);

    @TestBean
    Engine engine;

    @TestBean(name = "clock", methodName = "standingClock")
    Clock everybodysClock;

    @Autowired
    CheckDomains checkDomains;

    @Autowired
    CheckDomain checkDomain;

    @Autowired
    SenderService senders;

    private Owner owner;
    private String id;

    static Engine engine() {
        return (activity, key, workspace, at) -> {
            if (activity.equals(CheckDomain.ACTIVITY)) {
                DISPATCHED.add(key);
            }
        };
    }

    static Clock standingClock() {
        return new TestClock(START);
    }

    @DynamicPropertySource
    static void resolver(DynamicPropertyRegistry registry) {
        registry.add("lettermill.dns.resolver", DNS::address);
        registry.add("lettermill.dns.timeout", () -> "300ms");
    }

    @BeforeEach
    void addDomain() {
        DNS.serve(new Zone());
        DISPATCHED.clear();
        clock().set(START);
        owner = owner();
        id = body(ask(DOMAINS, "{\"domain\": \"example.org\", \"subdomain\": \"news\"}")
                        .expectStatus()
                        .isCreated())
                .path("id")
                .asString();
    }

    @AfterAll
    static void stop() {
        DNS.close();
    }

    @Test
    void aNewDomainSaysWhatToPublishForEachPurpose() {
        JsonNode domain = domain();
        assertThat(domain.path("status").asString()).isEqualTo("PENDING");
        assertThat(domain.path("next_check_at").isNull()).isTrue();
        for (String purpose : new String[] {"spf", "dkim", "dmarc", "return_path"}) {
            JsonNode record = domain.path("dns_records").path(purpose);
            assertThat(record.path("name").asString()).endsWith("news.example.org");
            assertThat(record.path("wanted").asString()).isNotEmpty();
            assertThat(record.path("verdict").asString()).isEqualTo("UNCHECKED");
        }
    }

    @Test
    void whatIsMissingIsNamedAndWhatIsPublishedIsVerified() {
        JsonNode first = verify();
        assertThat(first.path("status").asString()).isEqualTo("VERIFYING");
        JsonNode dkim = first.path("dns_records").path("dkim");
        assertThat(dkim.path("verdict").asString()).isEqualTo("MISSING");
        assertThat(dkim.path("advice").asString()).contains("Publish the key");
        assertThat(first.path("next_check_at").asString()).isEqualTo("2026-03-02T10:10:00Z");
        ask(DOMAINS + "/" + id + "/override", "{\"reason\": \"cannot wait\"}")
                .expectStatus()
                .isOk();

        publish();
        JsonNode second = verify();
        assertThat(second.path("status").asString()).as(second.toString()).isEqualTo("VERIFIED");
        assertThat(second.path("override").isNull())
                .as("nobody's word is needed now")
                .isTrue();
        assertThat(second.path("next_check_at").asString()).isEqualTo("2026-03-03T10:00:00Z");
        assertThat(second.path("dns_records").path("spf").path("found").get(0).asString())
                .startsWith("v=spf1");
        assertThat(stored().sendable()).isTrue();
        assertThat(database.sql(
                                "SELECT detail FROM workspace.audit_entry WHERE action = 'domain.check' AND target = :id")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "news.example.org: PENDING -> VERIFYING", "news.example.org: VERIFYING -> VERIFIED");
    }

    @Test
    void aWrongRecordIsShownBesideTheWantedOne() {
        publish();
        DNS.zone().remove("_dmarc.news.example.org").text("_dmarc.news.example.org", "v=DMARC1; policy=none");
        JsonNode dmarc = verify().path("dns_records").path("dmarc");
        assertThat(dmarc.path("verdict").asString()).isEqualTo("WRONG");
        assertThat(dmarc.path("found").get(0).asString()).isEqualTo("v=DMARC1; policy=none");
        assertThat(dmarc.path("wanted").asString()).isEqualTo("v=DMARC1; p=none");
        assertThat(stored().sendable()).isFalse();
    }

    @Test
    void badDnsEndsInAVerdictAndDemotesNobody() {
        publish();
        assertThat(verify().path("status").asString()).isEqualTo("VERIFIED");
        for (Manner manner : Manner.values()) {
            DNS.serve(new Zone());
            silence(manner);
            JsonNode domain = verify();
            assertThat(domain.path("status").asString()).as(manner.name()).isEqualTo("VERIFIED");
            if (manner != Manner.LYING) {
                assertThat(domain.path("dns_records")
                                .path("spf")
                                .path("verdict")
                                .asString())
                        .isEqualTo("UNKNOWN");
            }
            DNS.serve(new Zone());
            publish();
            verify();
        }
    }

    @Test
    void aVerifiedDomainIsLookedAtDailyAndFailsWhenItsRecordsStayWrong() {
        publish();
        verify();
        round(Duration.ofHours(23), 0);
        DNS.serve(new Zone());
        round(Duration.ofHours(1), 1);
        assertThat(domain().path("status").asString()).isEqualTo("VERIFIED");
        assertThat(domain().path("lacking_since").asString()).isEqualTo("2026-03-03T10:00:00Z");
        round(Duration.ofHours(1), 1);
        assertThat(domain().path("status").asString()).isEqualTo("FAILED");
        assertThat(database.sql(
                                "SELECT details -> 'records' ->> 'dkim' FROM alert.alert WHERE subject = :domain AND kind = :kind")
                        .param("domain", domain().path("id").asString())
                        .param("kind", "VERIFICATION_FAILED")
                        .query(String.class)
                        .list())
                .containsExactly("MISSING");
        assertThat(stored().sendable()).isFalse();

        publish();
        round(Duration.ofHours(24), 1);
        assertThat(domain().path("status").asString()).isEqualTo("VERIFIED");
        assertThat(domain().path("lacking_since").isNull()).isTrue();
    }

    @Test
    void aDomainThatIsGoneIsNotLookedAt() {
        verify();
        clock().advance(Duration.ofHours(1));
        checkDomains.run(ROUND);
        owner.client()
                .delete()
                .uri(owner.path(DOMAINS + "/" + id))
                .exchange()
                .expectStatus()
                .isNoContent();
        checkDomain.run(new ActivityRun(DISPATCHED.remove(), 1, () -> false));
        ask(DOMAINS + "/" + id + "/verify", "{}").expectStatus().isNotFound();
    }

    @Test
    void nobodyVerifiesAnothersDomain() {
        String anothers = id;
        owner = owner();
        ask(DOMAINS + "/" + anothers + "/verify", "{}").expectStatus().isNotFound();
    }

    /** Lets time pass and the clock have its turn, which looks at so many domains of ours. */
    private void round(Duration time, int looks) {
        clock().advance(time);
        checkDomains.run(ROUND);
        long ours = DISPATCHED.stream().filter(key -> key.endsWith(id)).count();
        assertThat(ours).isEqualTo(looks);
        DISPATCHED.stream()
                .filter(key -> key.endsWith(id))
                .forEach(key -> checkDomain.run(new ActivityRun(key, 1, () -> false)));
        DISPATCHED.clear();
    }

    private void publish() {
        JsonNode records = domain().path("dns_records");
        for (String purpose : new String[] {"spf", "dkim", "dmarc"}) {
            JsonNode record = records.path(purpose);
            DNS.zone()
                    .text(record.path("name").asString(), record.path("wanted").asString());
        }
        DNS.zone().exchanger("news.example.org", 10, "mx.example.org").address("mx.example.org", "192.0.2.30");
    }

    private void silence(Manner manner) {
        JsonNode records = domain().path("dns_records");
        for (String purpose : new String[] {"spf", "dkim", "dmarc"}) {
            DNS.zone().manner(records.path(purpose).path("name").asString(), manner);
        }
    }

    private TestClock clock() {
        return (TestClock) everybodysClock;
    }

    private SendingDomain stored() {
        UUID workspace = UUID.fromString(domain().path("workspace_id").asString());
        return senders.domain(new WorkspaceId(workspace), UUID.fromString(id));
    }

    private JsonNode domain() {
        return body(owner.client().get().uri(owner.path(DOMAINS + "/" + id)).exchange());
    }

    private JsonNode verify() {
        return body(ask(DOMAINS + "/" + id + "/verify", "{}").expectStatus().isOk());
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
        return response.expectBody(JsonNode.class).returnResult().getResponseBody();
    }
}
